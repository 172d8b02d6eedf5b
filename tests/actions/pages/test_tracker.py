"""The tracker beyond its list: ageing, queues, groups, several at once, a calendar, supervision, figures."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from actions.models import Action, CalendarFeed
from actions.services import mark_done, verify_action
from foundation.accounts.models import Person
from foundation.accounts.services import save_person
from foundation.council.clock import frozen_clock, today
from foundation.council.working_days import add_working_days, working_days_between
from tests.actions.stages import in_days, raised, trail_of
from tests.reading import fresh
from tests.replay import replayed
from tests.tables import links_on, table_on

pytestmark = pytest.mark.both  # what is found, and in which order, is the database's own

URL = "/actions/"


def listed(response) -> list[str]:
    return [row.record.what for row in response.context["table"].rows]


@pytest.fixture
@replayed
def late_ones(lead, worker):
    """Late by 1, 5, 6, 11 and 21 working days on 7 August 2023."""
    found = {}
    for days in (1, 5, 6, 11, 21):
        due = add_working_days(today(), -days)
        with frozen_clock(due):
            found[days] = raised(lead, worker, what=f"Late by {days}", due=due)
    return found


@pytest.mark.parametrize(
    ("timing", "late"), [("late-1", (1, 5)), ("late-6", (6,)), ("late-11", (11,)), ("late-21", (21,)), ("overdue", (1, 5, 6, 11, 21))]
)
def test_a_bucket_holds_what_is_late_by_so_many_working_days(lead, late_ones, timing, late):
    assert sorted(listed(lead.get(f"{URL}?view=all&timing={timing}"))) == sorted(f"Late by {days}" for days in late)


@pytest.mark.parametrize("offset", range(14))
def test_buckets_in_the_database_are_those_of_the_calendar(lead, worker, offset):
    """On every day of a fortnight, weekends among them, and across the bank holiday of 28 August 2023."""
    due = datetime.date(2023, 8, 22)
    with frozen_clock(due):
        raised(lead, worker, due=due)
    on = datetime.date(2023, 8, 23) + datetime.timedelta(days=offset)
    late = max(working_days_between(due, on), 1)

    assert [Action.objects.late_by(days, days, on).exists() for days in range(1, 15)] == [days == late for days in range(1, 15)]


def test_the_second_strip_counts_the_buckets(lead, late_ones):
    strip = {figure["text"]: figure["number"] for figure in lead.get(URL).context["lateness"]}

    assert strip == {"1 to 5 days late": 2, "6 to 10 days late": 1, "11 to 20 days late": 1, "Over 20 days late": 1}


def test_due_soon_counts_working_days(lead, worker):
    raised(lead, worker, what="Due on Monday", due=in_days(7)), raised(lead, worker, what="Due on Tuesday", due=in_days(8))

    assert listed(lead.get(f"{URL}?view=all&timing=soon")) == ["Due on Monday"]


def test_the_queue_without_an_owner_holds_those_of_who_left_as_well(lead, worker, outsider, elm_team):
    raised(lead, worker, what="Kept")
    left = raised(lead, outsider, what="Of somebody who left")
    Person.objects.filter(pk=outsider.person.pk).update(is_active=False)
    from actions.services import raise_action

    raise_action(actor=lead.person, what="Nobody’s", why="x", owner=None, team=elm_team, due=in_days(20))

    assert listed(lead.get(f"{URL}?view=all&queue=no-owner")) == ["Of somebody who left", "Nobody’s"]
    assert "no longer works here" in lead.get(left.get_absolute_url()).content.decode()


def test_the_team_manager_names_an_owner(lead, team_manager, worker, elm_team):
    from actions.services import raise_action

    action = raise_action(actor=lead.person, what="Nobody’s", why="x", owner=None, team=elm_team)
    team_manager.post(f"/actions/{action.number}/reassign/", {"owner": worker.person.pk, "reason": "It is Will’s child."})

    assert fresh(action).owner == worker.person
    assert trail_of(action)[-1] == "gave the action to another owner"


@pytest.mark.parametrize(
    ("by", "names"), [("owner", ["Will Okafor"]), ("team", ["Elm Team"]), ("service", ["Rowan Service"]), ("source", ["On its own"]),
                      ("month", ["August 2023"]), ("domain", ["None"])],
)  # fmt: skip
def test_groups_count_what_the_list_shows(lead, open_action, by, names):
    groups = table_on(lead.get(f"{URL}?view=all&group={by}"), "By ")

    assert [(list(group.values())[0], group["Open"]) for group in groups] == [(name, "1") for name in names]


@pytest.mark.parametrize("by", ["owner", "team", "service", "source", "month"])
def test_a_group_leads_to_its_own_actions(lead, worker, outsider, open_action, submitted_audit, by):
    raised(lead, outsider, what="Ask the school", audit=submitted_audit)
    page = lead.get(f"{URL}?view=all&group={by}")
    for group, leads in zip(table_on(page, "By "), links_on(page, "By "), strict=True):
        assert len(listed(lead.get(URL + next(iter(leads.values()))))) == int(group["Open"])


@pytest.fixture
@replayed
def of_three_services(lead, worker, outsider, team_manager, elm_team):
    """Of Rowan: one open, one closed; of no team, whose owner's team is Rowan's: one closed. Of nobody's service: one open."""
    closed = raised(lead, worker, what="Closed of Rowan"), raised(lead, worker, what="Closed of the owner’s team")
    for action in closed:
        mark_done(actor=worker.person, action=action, evidence="Done.", pointer="Case system")
        verify_action(actor=team_manager.person, action=fresh(action))
    Action.objects.filter(pk=closed[1].pk).update(team=None)
    raised(lead, worker, what="Open of Rowan")
    alone = raised(lead, outsider, what="Of nobody’s service")
    Action.objects.filter(pk=alone.pk).update(team=None)
    Person.objects.filter(pk=outsider.person.pk).update(team=None)


def test_closed_actions_are_counted_in_the_service_that_answers(lead, of_three_services):
    groups = table_on(lead.get(f"{URL}?view=all&group=service"), "By ")

    assert {group["Service"]: (group["Open"], group["Closed so far"]) for group in groups} == {
        "Rowan Service": ("1", "2 closed, Rowan Service"), "None": ("1", "0"),
    }  # fmt: skip


@pytest.mark.parametrize("by", ["owner", "team", "service", "source", "month"])
@pytest.mark.parametrize("narrowed", ["", "&state=closed", "&timing=closed", "&state=verified", "&state=open"])
def test_every_count_of_a_group_leads_to_so_many_actions(lead, of_three_services, by, narrowed):
    page = lead.get(f"{URL}?view=all&group={by}{narrowed}")
    for group, leads in zip(table_on(page, "By "), links_on(page, "By "), strict=True):
        if not narrowed and (href := leads.get(next(iter(group)))):
            assert len(listed(lead.get(URL + href))) == int(group["Open"]) + int(group["To be verified"])
        if href := leads.get("Closed so far"):
            assert len(listed(lead.get(URL + href))) == int(group["Closed so far"].split()[0])


def test_every_page_counts_by_the_service_that_answers(lead, of_three_services):
    page = lead.get("/actions/figures/")

    assert {row["Actions about"]: row["Closed"] for row in table_on(page, "By service")} == {"Rowan Service": "2", "All": "2"}
    assert [row["Service"] for row in table_on(page, "Due dates moved")] == ["Rowan Service", "No service", "All"]


def test_what_was_closed_lately_is_found_without_naming_a_state(lead, of_three_services):
    assert sorted(listed(lead.get(f"{URL}?view=all&timing=closed"))) == ["Closed of Rowan", "Closed of the owner’s team"]


def test_above_team_manager_nobody_groups_by_owner(service_manager, director, open_action):
    for visitor in (service_manager, director):
        page = visitor.get(f"{URL}?view=all&group=owner")
        assert table_on(page, "By ") == []
        assert "Owner" not in [each["text"] for each in page.context["groupings"]]


def test_ticked_actions_are_chosen_on_the_page_of_several(lead, worker, open_action):
    other = raised(lead, worker, what="Another")
    page = lead.get(f"/actions/several/?view=all&ticked={other.pk}&act=extend")

    assert page.context["form"]["actions"].value() == [other.pk]
    assert page.context["form"]["act"].value() == "extend"
    assert "1 of the 2 actions that match is selected." in page.content.decode()


def test_select_all_chooses_all_that_match(lead, worker, open_action):
    several = [raised(lead, worker, what=f"Late {at}") for at in range(30)]
    page = lead.get("/actions/several/?view=all&all=yes")

    assert len(page.context["form"]["actions"].value()) == len(several) + 1
    assert "31 of the 31 actions that match are selected." in page.content.decode()
    assert "Select all 31" in lead.get(f"{URL}?view=all").content.decode()


def test_a_worker_has_nothing_to_tick(worker, open_action):
    assert 'name="ticked"' not in worker.get(URL).content.decode()


def test_a_file_holds_the_ticked_actions_alone(lead, worker, open_action):
    other = raised(lead, worker, what="Another")
    rows = lead.get(f"{URL}?view=all&export=csv&ticked={other.pk}").content.decode("utf-8-sig").splitlines()

    assert [row.split(",")[1] for row in rows[1:]] == ["Another"]


def choose(act: str, *actions, **more) -> dict:
    return {"act": act, "actions": [action.pk for action in actions]} | more


def see_and_do(visitor, address: str, given: dict):
    seen = visitor.post(address, given).context["seen"]
    return visitor.post(address, given | {"seen": seen}, follow=True)


def test_several_are_reassigned_after_every_consequence_was_seen(lead, worker, outsider, open_action):
    other = raised(lead, worker, what="Write the plan")
    given = choose("reassign", open_action, other, owner=outsider.person.pk, reason="Will leaves.")
    preview = lead.post("/actions/several/", given)

    assert [row["What would happen"] for row in table_on(preview)] == ["Oscar Lind answers for it instead of Will Okafor."] * 2
    assert fresh(open_action).owner == worker.person
    see_and_do(lead, "/actions/several/", given)
    assert {fresh(open_action).owner, fresh(other).owner} == {outsider.person}


def test_several_are_extended_and_keep_their_first_due_dates(lead, open_action):
    given = choose("extend", open_action, due="2023-09-15", reason="Schools are closed.")
    see_and_do(lead, "/actions/several/", given)

    assert (fresh(open_action).due, fresh(open_action).first_due) == (datetime.date(2023, 9, 15), in_days(14))


def test_several_are_verified_with_their_evidence_in_sight(team_manager, done_action):
    preview = team_manager.post("/actions/several/", choose("verify", done_action))
    assert "The chronology runs to July." in preview.content.decode()

    see_and_do(team_manager, "/actions/several/", choose("verify", done_action))
    assert fresh(done_action).verified_by == team_manager.person


def test_one_that_cannot_be_done_stops_all(lead, worker, open_action, done_action):
    given = choose("verify", done_action, raised(lead, worker, what="Still open"))
    preview = lead.post("/actions/several/", given)

    assert preview.context["is_refused"]
    answer = lead.post("/actions/several/", given | {"seen": preview.context["seen"]})
    assert "Nothing was done" in answer.content.decode()
    assert fresh(done_action).verified_by is None


def test_what_changed_since_the_preview_is_shown_again_and_nothing_is_done(lead, worker, outsider, open_action):
    given = choose("reassign", open_action, owner=outsider.person.pk, reason="Will leaves.")
    seen = lead.post("/actions/several/", given).context["seen"]
    mark_done(actor=worker.person, action=open_action, evidence="Done meanwhile.")
    answer = lead.post("/actions/several/", given | {"seen": seen})

    assert "changed since you looked" in answer.content.decode()
    assert fresh(open_action).owner == worker.person


def test_a_new_owner_and_a_reason_are_asked_for(lead, open_action):
    errors = lead.post("/actions/several/", choose("reassign", open_action)).context["form"].errors

    assert set(errors) == {"owner", "reason"}


def test_a_worker_changes_nothing_in_bulk(worker, outsider):
    assert {visitor.get("/actions/several/").status_code for visitor in (worker, outsider)} == {403}


def test_all_actions_of_who_leaves_change_hands_in_one_step(lead, worker, outsider, open_action):
    other = raised(lead, worker, what="Write the plan")
    Person.objects.filter(pk=worker.person.pk).update(is_active=False)
    given = {"whose": worker.person.pk, "owner": outsider.person.pk, "reason": "Will left."}
    see_and_do(lead, "/actions/reassign-all/", given)

    assert {fresh(open_action).owner, fresh(other).owner} == {outsider.person}


def test_the_lead_alone_reassigns_all(team_manager):
    assert team_manager.get("/actions/reassign-all/").status_code == 403


def address_of(visitor) -> str:
    return "/actions/calendar/" + visitor.post("/actions/calendar/").context["address"].split("/actions/calendar/")[1]


def test_a_calendar_reads_due_dates_and_no_more(worker, anonymous, open_action):
    answer = anonymous.get(address_of(worker))
    event = next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))

    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == (f"Action {open_action.number} due", in_days(14))
    assert b"chronology" not in answer.content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_only_a_hash_of_the_address_is_stored_and_it_is_shown_once(worker):
    address = address_of(worker)

    assert CalendarFeed.objects.get().key_hash not in address
    assert address not in worker.get("/actions/calendar/").content.decode()


def test_a_revoked_or_replaced_address_answers_nobody(worker, anonymous):
    first = address_of(worker)
    second = address_of(worker)
    assert [anonymous.get(address).status_code for address in (first, second)] == [404, 200]

    worker.post("/actions/calendar/", {"revoke": "yes"})
    worker.post("/actions/calendar/", {"revoke": "yes"})
    assert anonymous.get(second).status_code == 404


def test_who_left_has_no_calendar(worker, anonymous, open_action):
    address = address_of(worker)
    Person.objects.filter(pk=worker.person.pk).update(is_active=False)

    assert anonymous.get(address).status_code == 404


def test_who_left_and_came_back_makes_another(administrator, worker, anonymous, open_action):
    address = address_of(worker)
    for here in (False, True):
        save_person(actor=administrator.person, person=worker.person, is_active=here, handed_over=True)

    assert anonymous.get(address).status_code == 404
    worker.force_login(Person.objects.get(pk=worker.person.pk))
    assert anonymous.get(address_of(worker)).status_code == 200


def test_a_manager_prints_what_a_worker_has_open(team_manager, worker, open_action):
    page = team_manager.get(f"/actions/supervision/{worker.person.pk}/")

    assert "Update the chronology" in page.content.decode()
    assert "For supervision with Will Okafor" in team_manager.get(URL).content.decode()


def test_nobody_else_opens_the_page_for_supervision(worker, outsider, service_manager, director, open_action):
    address = f"/actions/supervision/{worker.person.pk}/"

    assert {visitor.get(address).status_code for visitor in (worker, outsider, service_manager, director)} == {403}


@pytest.fixture
@replayed
def closed_ones(nothing_drawn, lead, worker, team_manager):
    """Three closed after 5, 10 and 15 working days; the last one late."""
    for days in (5, 10, 15):
        with frozen_clock(datetime.date(2023, 6, 5)):
            action = raised(lead, worker, due=add_working_days(today(), 12))
        with frozen_clock(add_working_days(datetime.date(2023, 6, 5), days)):
            done = mark_done(actor=worker.person, action=action, evidence="Done.")
            verify_action(actor=team_manager.person, action=done)


def test_figures_give_the_median_and_the_share_on_time_with_their_n(lead, closed_ones):
    row = table_on(lead.get("/actions/figures/"), "By service")[0]

    assert (row["Actions about"], row["Closed"]) == ("Rowan Service", "3")
    assert row["On time"] == "2 of 3 (67%; 95% interval 21% to 94%)"
    assert row["Median working days"] == "10 (from 5 to 15; too few for an interval)"


def test_figures_can_be_taken_away_and_name_nobody(head_of_service, closed_ones):
    text = head_of_service.get("/actions/figures/?export=csv").content.decode("utf-8-sig")

    assert "Rowan Service,3,2" in text
    assert "Will Okafor" not in text


def test_figures_are_for_leaders(worker, team_manager, board_member):
    assert {visitor.get("/actions/figures/").status_code for visitor in (worker, team_manager, board_member)} == {403}


def test_pages_cost_the_same_for_three_actions_as_for_one(lead, worker, team_manager, open_action):
    pages = [(lead, f"{URL}?group=owner"), (lead, "/actions/several/"), (team_manager, f"/actions/supervision/{worker.person.pk}/")]
    for visitor, address in pages:
        visitor.get(address)
    before = [_queries(visitor, address) for visitor, address in pages]
    raised(lead, worker, what="Write the plan"), raised(lead, worker, what="Ask the school")

    assert [_queries(visitor, address) for visitor, address in pages] == before


def _queries(visitor, address: str) -> int:
    """With nothing kept of an earlier opening."""
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        visitor.get(address)
    return len(asked)
