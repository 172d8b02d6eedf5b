"""Which records of a list can be drawn: open or closed ones, closed within so many months, of some plan types; and drawn again alike."""

import datetime

import pytest

from audits.enums import PlanType, RecordsAsked, Sampled
from audits.models import Sample
from audits.sampling.queries.sampling import draw_from, draws_the_same, list_of, rules_of
from audits.sampling.services.lists import bring_list
from audits.sampling.services.sampling import apply_sample, draw_sample
from foundation.council.clock import frozen_clock
from tests.audits.kinds.of_kinds import planned_kind
from tests.audits.sampling.lists import HEADER, as_csv, rows

DAY = datetime.date(2023, 5, 10)
# Of every six records one each; the reasons why the others are left out of closed records within six months.
CLOSED = ("", "10/11/2022", "9/11/2022", "yes", "1/5/2023", "no")
WHY = {"": "Still open", "9/11/2022": "Closed over 6 months ago", "yes": "Closed, and the list does not say when", "no": "Still open"}


@pytest.fixture(autouse=True)
def in_may():
    with frozen_clock(DAY):
        yield


@pytest.fixture
def records() -> list[dict[str, str]]:
    plans = ("Child in need", "Child protection")
    return [each | {"Date closed": CLOSED[at % 6], "plan_type": plans[at % 2]} for at, each in enumerate(rows(60))]


def brought(lead, cycle, records) -> Sample:
    header = list(dict.fromkeys([*HEADER, "Date closed"]))
    return bring_list(actor=lead.person, cycle=cycle, name="list.csv", content=as_csv(records, header).encode())


def drawn(lead, sample: Sample, **choice) -> Sample:
    usual = {"stratum_columns": [], "size": 5, "minimum": 0, "seed": 7, "audited_since": sample.audited_since, "open_weeks": 0}
    draw_sample(actor=lead.person, sample=sample, **usual | choice)
    return Sample.objects.get(pk=sample.pk)


def reasons(sample: Sample) -> dict[str, str]:
    drawing = draw_from(list_of(sample), by=sample.stratum_columns, size=5, seed=7, minimum=0, rules=rules_of(sample))
    return {case: reason for reason, cases in drawing.draw.left_out.items() for case in cases}


def test_of_closed_records_alone_only_those_closed_within_the_months_are_drawn(lead, cycle, records):
    sample = drawn(lead, brought(lead, cycle, records), asked_records=RecordsAsked.CLOSED, closed_months=6)

    expected = {each["case"]: WHY[each["Date closed"]] for each in records if each["Date closed"] in WHY}
    assert reasons(sample) == expected


def test_open_records_alone_leave_closed_ones_out(lead, cycle, records):
    sample = drawn(lead, brought(lead, cycle, records), asked_records=RecordsAsked.OPEN)

    assert reasons(sample) == {each["case"]: "Closed" for each in records if each["Date closed"] not in ("", "no")}


def test_only_the_plan_types_that_are_asked_for_are_drawn(lead, cycle, records):
    sample = drawn(lead, brought(lead, cycle, records), asked_plans=[PlanType.CHILD_PROTECTION])

    assert reasons(sample) == {each["case"]: "Another plan type" for each in records if each["plan_type"] == "Child in need"}


def test_strata_are_made_of_open_and_closed_and_not_of_days(lead, cycle, records):
    sample = drawn(lead, brought(lead, cycle, records), stratum_columns=["closed", "plan type"], size=12)
    drawing = draw_from(list_of(sample), by=sample.stratum_columns, size=12, seed=7, minimum=0, rules=rules_of(sample))

    assert {name: each.cases for name, each in drawing.draw.strata.items()} == {
        "Closed / Child in need": 20,
        "Closed / Child protection": 20,
        "Open / Child in need": 10,
        "Open / Child protection": 10,
    }


def test_a_sample_of_closed_records_is_drawn_again_alike_once_it_is_in_the_month(lead, cycle, records):
    choice = {"asked_records": RecordsAsked.CLOSED, "closed_months": 6, "stratum_columns": ["plan type"]}
    sample = drawn(lead, brought(lead, cycle, records), **choice)
    drawing = draw_from(list_of(sample), by=["plan type"], size=5, seed=7, minimum=0, rules=rules_of(sample))
    applied = apply_sample(actor=lead.person, sample=sample, fingerprint=drawing.fingerprint, create_teams=True)

    assert draws_the_same(applied)
    assert set(applied.records.filter(state=Sampled.DRAWN).values_list("case_id", flat=True)) == set(drawing.draw.cases)
    assert set(applied.cycle.audits.values_list("was_closed", flat=True)) == {True}


def test_a_list_for_closed_records_begins_with_what_the_terms_of_the_kind_say(lead, records):
    sample = brought(lead, planned_kind(lead.person, "Closure audits"), records)

    assert (sample.asked_records, sample.closed_months) == (RecordsAsked.CLOSED, 2)


def test_a_list_for_a_month_begins_with_every_record(lead, cycle, records):
    assert brought(lead, cycle, records).asked_records == RecordsAsked.ANY
