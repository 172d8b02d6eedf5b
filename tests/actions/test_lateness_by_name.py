"""Above team managers lateness is counted by team and service: no list, file, filter, order, search or bulk page names who is late."""

import csv
import io
import re

import pytest
from django.utils.html import strip_tags

from actions.enums import Level, Priority
from actions.services import extend_action
from foundation.council.clock import frozen_clock
from tests.replay import replayed
from tests.tables import table_on

from .stages import THE_DAY, in_days, raised

ABOVE = ["director", "head_of_service", "service_manager"]
NAME = "Will Okafor"


@pytest.fixture
@replayed
def late(lead, worker, elm_team):
    """Ordinary and late, whatever it was due first."""
    with frozen_clock(THE_DAY.replace(month=6)):
        return raised(lead, worker, what="Update the chronology", team=elm_team)


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(strip_tags(re.sub(r"<script.*?</script>", "", response.content.decode(), flags=re.DOTALL)).split())


def owners_in_file(visitor, query: str = "") -> list[str]:
    answer = visitor.get(f"/actions/?view=all&state=every&export=csv{query}").content.decode("utf-8-sig")
    return [row["Owner"] for row in csv.DictReader(io.StringIO(answer))]


@pytest.mark.parametrize("who", ABOVE)
def test_no_page_or_file_above_team_managers_names_who_is_late(who, late, request):
    visitor = request.getfixturevalue(who)
    several = visitor.get("/actions/several/?timing=overdue")
    pages = [text_of(visitor.get(f"/actions/?view=all{query}")) for query in ("", "&timing=overdue", "&timing=late-21", "&sort=owner")]
    pages += [
        text_of(visitor.post("/search/", {"q": "chronology"}, follow=True)),
        text_of(visitor.get("/actions/figures/")),
        text_of(visitor.get("/")),
    ]
    if several.status_code == 200:
        # Who may be given an action is named; whose it is now is not.
        pages.append(" ".join(str(label) for _, label in several.context["form"].fields["actions"].choices))

    assert [text for text in pages if NAME in text] == []
    assert owners_in_file(visitor) == owners_in_file(visitor, "&timing=overdue") == ["Not named: late"]
    assert "chronology" in pages[0]


@pytest.mark.parametrize("who", ABOVE)
def test_narrowing_by_an_owner_does_not_tell_who_is_late(who, late, lead, worker, outsider, elm_team, request):
    visitor = request.getfixturevalue(who)
    offered = [name for _, name in visitor.get("/actions/?view=all").context["filter"].form.fields["owner"].choices]
    assert NAME not in offered

    raised(lead, worker, what="Ask the school", team=elm_team)
    page = visitor.get(f"/actions/?view=all&owner={worker.person.pk}")

    assert [row.record.what for row in page.context["table"].rows] == ["Ask the school"]
    assert owners_in_file(visitor, f"&owner={worker.person.pk}") == [NAME]


@pytest.mark.parametrize("who", ABOVE)
def test_nor_may_the_list_be_put_in_order_of_owners(who, late, request):
    assert not request.getfixturevalue(who).get("/actions/?view=all").context["table"].columns["owner"].orderable


def test_a_moved_date_does_not_name_who_was_late_by_the_first(director, lead, late):
    extend_action(actor=lead.person, action=late, due=in_days(10), reason="The school is closed.")

    assert owners_in_file(director, "&timing=first") == ["Not named: late"]


@pytest.mark.parametrize("who", ["lead", "team_manager"])
def test_the_lead_who_chases_and_the_team_manager_read_the_name(who, late, request):
    visitor = request.getfixturevalue(who)

    assert owners_in_file(visitor) == [NAME]
    assert NAME in text_of(visitor.get("/actions/?view=all&timing=overdue"))


@pytest.mark.parametrize("who", ABOVE)
def test_an_urgent_action_for_a_child_is_named(who, lead, worker, elm_team, request):
    with frozen_clock(THE_DAY.replace(month=6)):
        raised(lead, worker, what="See the child", team=elm_team, level=Level.CHILD, priority=Priority.URGENT)

    assert owners_in_file(request.getfixturevalue(who)) == [NAME]


def test_what_is_not_late_is_named(director, open_action):
    assert owners_in_file(director) == [NAME]


def test_lateness_is_counted_by_service_and_team(director, late):
    for by, name in (("service", "Rowan Service"), ("team", "Elm Team")):
        (group,) = table_on(director.get(f"/actions/?view=all&group={by}"), "By ")

        assert (group[by.capitalize()], group["Overdue"]) == (name, "1")
    assert table_on(director.get("/actions/?view=all&group=owner"), "By ") == []
