"""The list of indicators; adding one, changing one, its targets, and its published counterpart."""

import pytest

from foundation.activity.models import Entry
from performance.models import Indicator, Measure, Target
from tests.replay import replayed

URL = "/performance/indicators/"
ADD = f"{URL}add/"
CHANGE = f"{URL}case-supervision-percent/change/"
TARGETS = f"{URL}case-supervision-percent/targets/"
NEW = {
    "measure": "MASH contacts", "label": "Contacts from schools", "unit": "number", "basis": "month", "breakdown": "from schools",
    "polarity": "neutral", "decimals": "0", "series": "other", "position": "5", "small_denominator": "0", "is_current": "on",
}  # fmt: skip


def answers(indicator: Indicator, **changed) -> dict:
    names = ("label", "unit", "basis", "breakdown", "polarity", "decimals", "series", "area", "position", "small_denominator")
    given = {name: getattr(indicator, name) for name in names}
    return given | {"measure": indicator.measure.name, "is_current": "on", "definition": indicator.definition, "source": ""} | changed


def test_one_is_added_with_its_part_and_joins_its_measure(analyst):
    analyst.post(ADD, NEW)

    added = Indicator.objects.get(label="Contacts from schools")
    assert (added.measure, added.breakdown) == (Measure.objects.get(name="MASH contacts"), "from schools")
    assert analyst.get(added.get_absolute_url()).status_code == 200


def test_the_same_one_sent_twice_is_one_and_another_of_its_name_is_refused_beside_it(analyst):
    first = analyst.post(ADD, NEW)
    assert analyst.post(ADD, NEW).url == first.url
    page = analyst.post(ADD, NEW | {"definition": "Every contact that a school makes."}).content.decode()

    assert "An indicator of this name and unit is in this table already." in page
    assert Indicator.objects.filter(label="Contacts from schools").count() == 1


def test_a_flag_is_shown_wherever_the_figure_is(analyst, board_member, scorecard, supervision, released):
    analyst.post(CHANGE, answers(supervision, quality_note="Recorded late since May."))

    for address in ("/performance/", supervision.get_absolute_url()):
        assert "Recorded late since May." in board_member.get(address).content.decode()


def test_what_stored_figures_mean_does_not_change(analyst, scorecard, supervision):
    page = analyst.post(CHANGE, answers(supervision, basis="month")).content.decode()

    assert "You cannot change this because figures are stored under it. Add a new indicator." in page
    assert Indicator.objects.get(pk=supervision.pk).basis == supervision.basis


def test_it_leaves_one_trace_of_what_was_changed(analyst, supervision):
    before = supervision.definition
    analyst.post(CHANGE, answers(supervision, definition="Supervised in the last month."))
    analyst.post(CHANGE, answers(supervision, definition="Supervised in the last month."))

    [entry] = Entry.objects.of(supervision).filter(verb="indicator.changed")
    assert (entry.actor, entry.facts["changed"]) == (analyst.person, {"definition": [before, "Supervised in the last month."]})


def test_a_share_of_few_says_so(analyst, board_member, scorecard, supervision, released):
    few = Indicator.objects.get(slug="child-protection-plans-number")
    analyst.post(CHANGE, answers(supervision, denominator=few.pk, small_denominator="30000"))

    count = few.values.ours().latest("month").value
    assert f"A share of only {count:.0f}" in board_member.get("/performance/").content.decode()


@pytest.mark.parametrize("address", [ADD, CHANGE, TARGETS])
@pytest.mark.parametrize("person", ["outsider", "board_member", "head_of_service"])
def test_others_may_not_change_them(request, person, address):
    visitor = request.getfixturevalue(person)

    assert (visitor.get(address).status_code, visitor.post(address, NEW).status_code) == (403, 403)


def test_everyone_may_read_the_list_and_narrow_it(board_member):
    page = board_member.get(f"{URL}?area=Management&unit=number").content.decode()

    assert "Average caseload" in page
    assert "1 indicator" in page
    assert "Add an indicator" not in page


def test_the_list_is_a_file_too(analyst):
    lines = analyst.get(f"{URL}?export=csv&area=Management&unit=number").content.decode("utf-8-sig").splitlines()

    assert lines[0].startswith("Measure,Indicator,Unit,Period basis")
    assert lines[1].startswith("Average caseload,Average caseload (not full-time equivalent),Number,At a date")


def test_a_target_is_set_changed_and_removed(analyst, supervision):
    given = {"value": "90", "first_month_month": "4", "first_month_year": "2023"}
    analyst.post(TARGETS, given)
    analyst.post(TARGETS, given | {"value": "95"})
    [target] = Target.objects.all()
    analyst.post(f"/performance/targets/{target.pk}/remove/")

    assert target.value == 95
    assert Target.objects.count() == 0
    assert [entry.verb for entry in Entry.objects.of(supervision)] == ["indicator.target_set"] * 2 + ["indicator.target_removed"]


def test_a_target_ends_after_it_begins(analyst, supervision):
    months = {"first_month_month": "4", "first_month_year": "2023", "last_month_month": "3", "last_month_year": "2023"}

    assert "The last month cannot come before the first." in analyst.post(TARGETS, {"value": "90"} | months).content.decode()


@pytest.fixture
@replayed
def published(supervision) -> Indicator:
    same = {"measure": supervision.measure, "unit": supervision.unit, "basis": supervision.basis}
    return Indicator.objects.create(slug="p", label="Supervised", series="published", source="DfE", code="X", **same)


def test_ours_are_linked_with_the_published_of_their_measure_and_unit(analyst, published, supervision):
    analyst.post(f"{URL}link/")
    analyst.post(f"{URL}link/")

    assert list(Indicator.objects.exclude(published_as=None)) == [supervision]
    assert [entry.facts["indicators"] for entry in Entry.objects.filter(verb="indicator.linked")] == [[supervision.slug]]


def test_where_two_are_published_a_person_chooses(analyst, published, supervision):
    same = {"measure": supervision.measure, "unit": supervision.unit, "basis": supervision.basis}
    Indicator.objects.create(slug="q", label="Supervised", series="published", source="ONS", code="Y", **same)

    assert "Nothing more to link" in analyst.post(f"{URL}link/", follow=True).content.decode()


def test_others_do_not_link(board_member, published):
    assert board_member.post(f"{URL}link/").status_code == 403
    assert board_member.get(f"{URL}link/").status_code == 405
