"""A child's record is one however its case ID is written, and a person one however their name is: through every door."""

import json
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from audits.allocation.services.allocation import add_audit
from audits.allocation.services.interests import declare_interest
from audits.conflicts import unaccepted_conflicts
from audits.enums import ConflictKind
from audits.models import Audit, Interest, Sample, SampledRecord
from audits.moderation.services.moderation import withdraw_audit
from audits.reaudits.queries import asking_for_re_audit
from audits.reaudits.services import link_re_audit
from audits.sampling.queries.sampling import Rules, draw_from
from audits.sampling.reading.records import read_records
from foundation.accounts.models import Person
from foundation.accounts.services import save_person
from foundation.sheets import read_rows
from tests.audits.past_audits.sheets import moderated, past, sheet
from tests.audits.sampling.lists import as_csv, row

pytestmark = pytest.mark.both

ROOT = Path(__file__).parents[2]
SPELLINGS = ["D-1", "d-1", "D–1", "D‑1", " D-1 ", "Ｄ-1"]


@pytest.fixture
def run(tmp_path):
    """Import a sheet of past audits; answers with the JSON and the exit code."""

    def run(content: str):
        path, out = tmp_path / "past.csv", StringIO()
        path.write_text(content)
        try:
            call_command("import_audits", str(path), stdout=out, stderr=StringIO())
        except CommandError as error:
            return json.loads(out.getvalue()), error.returncode
        return json.loads(out.getvalue()), 0

    return run


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_record_is_added_to_a_month_once(lead, cycle, spelling):
    add_audit(actor=lead.person, cycle=cycle, case_id="D-1")

    with pytest.raises(ValidationError, match="is already in June 2023"):
        add_audit(actor=lead.person, cycle=cycle, case_id=spelling)


def test_the_database_holds_it_too(lead, cycle):
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="D-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Audit.objects.create(cycle=cycle, tool=audit.tool, case_id="d–1")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_past_audit_is_one_audit_in_one_file_and_in_two(db, run, spelling):
    answer, code = run(sheet(past(case="D-1"), past(case=spelling)))
    assert (answer["stored"], code, answer["rejected"][0]["reason"][:32]) == (0, 2, "Row 2 holds the same audit: same")

    run(sheet(past(case="D-1")))
    again, code = run(sheet(past(case=spelling)))
    assert (again["unchanged"], again["stored"], code) == (1, 0, 0)


def test_a_list_holds_a_record_once_and_leaves_out_who_is_in_the_month(lead, cycle):
    add_audit(actor=lead.person, cycle=cycle, case_id="D-1")
    listed = read_records(read_rows(BytesIO(as_csv([row(0, case="d–1"), row(1, case="E-2")]).encode()), "list.csv"))
    drawing = draw_from(listed, by=[], size=2, seed=1, minimum=0, rules=Rules(cycle.month, 12, cycle.month, cycle))

    assert drawing.draw.cases == ["E-2"]
    assert drawing.draw.left_out == {"Already in June 2023": ["d–1"]}


def test_an_earlier_auditor_and_an_interest_are_found_by_any_spelling(lead, auditor, cycle, run):
    run(sheet(*moderated([past(case="D-1", month="2023-01", auditor="Yusuf, AMINA")])))
    declare_interest(actor=auditor.person, person=auditor.person, words="A neighbour", case_id="d‑1")
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="D–1")

    kinds = {each.kind for each in unaccepted_conflicts(auditor.person, audit)}
    assert kinds == {ConflictKind.PREVIOUS_AUDITOR, ConflictKind.DECLARED_INTEREST}
    assert list(Interest.objects.in_record(audit)) == [Interest.objects.get()]


def test_a_re_audit_is_found_and_linked_by_any_spelling(lead, auditor, cycle, run):
    run(sheet(*moderated([past(case="D-1", month="2023-01", pre="I")])))
    later = add_audit(actor=lead.person, cycle=cycle, case_id="d-1")
    (due,) = asking_for_re_audit()

    assert due.later == [later]
    assert link_re_audit(actor=lead.person, earlier=due.audit, audit=later)


def test_a_withdrawn_record_does_not_come_back_to_its_auditor_under_another_spelling(lead, auditor, cycle):
    first = add_audit(actor=lead.person, cycle=cycle, case_id="D-1", auditor=auditor.person)
    withdraw_audit(actor=lead.person, audit=first, reason="Moved away")

    with pytest.raises(ValidationError, match="has had d-1 in June 2023 already"):
        add_audit(actor=lead.person, cycle=cycle, case_id="d-1", auditor=auditor.person)


@pytest.mark.parametrize("typed", ["d-1", "D–1", " d‑1"])
def test_the_search_finds_it_by_any_spelling(lead, cycle, typed):
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="D-1")

    assert audit.get_absolute_url() in lead.post("/search/", {"q": typed}, follow=True).content.decode()


def test_whoever_a_list_named_either_way_round_is_the_worker_of_before(lead, auditor, cycle):
    sample = Sample.objects.create(
        cycle=cycle, file_name="l", brought_by=lead.person, seed=1, audited_since=cycle.month, applied_on=cycle.month
    )
    SampledRecord.objects.create(sample=sample, case_id="D-1", state="reserve", values={"past workers": "Smith, Jo; YUSUF,  Amina"})
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="d-1")

    assert [each.kind for each in unaccepted_conflicts(auditor.person, audit)] == [ConflictKind.PAST_INVOLVEMENT]


def test_a_new_name_ends_no_involvement(lead, administrator, auditor, cycle):
    sample = Sample.objects.create(
        cycle=cycle, file_name="l", brought_by=lead.person, seed=1, audited_since=cycle.month, applied_on=cycle.month
    )
    SampledRecord.objects.create(sample=sample, case_id="D-1", state="reserve", values={"past workers": "Amina Yusuf"})
    renamed = save_person(actor=administrator.person, person=auditor.person, name="Amina Baker")

    audit = add_audit(actor=lead.person, cycle=cycle, case_id="D-1")

    assert [each.kind for each in unaccepted_conflicts(renamed, audit)] == [ConflictKind.PAST_INVOLVEMENT]


NAMES = ["Siân O’Neill", "O'Neill, Siân", "SIÂN O‘NEILL", "Sia\u0302n OʼNeill"]


@pytest.mark.parametrize("name", NAMES)
def test_a_person_is_one_however_the_file_writes_them(db, run, name):
    run(sheet(past(auditor="Siân O'Neill", team="Children’s Team – East")))
    answer, code = run(sheet(past(auditor=name, team="CHILDREN'S TEAM - EAST")))

    assert (answer["unchanged"], answer["created"], code) == (1, {"teams": [], "people": []}, 0)
    assert Person.objects.filter(name__contains="Neill").count() == 1


def test_one_file_that_writes_a_person_in_two_ways_makes_one(db, run):
    rows = [past(case=f"D-{number}", auditor=name) for number, name in enumerate(NAMES)]
    answer, code = run(sheet(*rows))

    assert (answer["created"]["people"], code) == (["Morwenna Pask", "Siân O’Neill"], 0)


def test_two_people_whom_only_the_apostrophe_tells_apart_stay_apart_as_they_are_written(db, run):
    for name in ("Siân O'Neill", "Siân O’Neill"):
        Person.objects.create(name=name)
    answer, code = run(sheet(past(auditor="Siân O’Neill")))
    again, _ = run(sheet(past(auditor="Siân O’Neill")))
    unclear, _ = run(sheet(past(auditor="Siân OʼNeill", case="D-9")))

    assert (answer["stored"], again["unchanged"], code) == (1, 1, 0)
    assert unclear["rejected"][0]["reason"].startswith("2 people are called “Siân OʼNeill”.")


def test_nothing_looks_a_record_up_by_its_spelling():
    """Every look-up of a case ID goes by its key: a database compares letters in ways of its own.

    Lists stand in the order of `case_id__folded`, or of the key itself.
    """
    by_spelling = re.compile(r"case_id__(?!folded)|(filter|exclude|get|Q)\([^)\n]*\bcase_id=")
    sources = [
        path
        for folder in ("audits", "actions", "desk", "reports", "inspections", "insight", "observations")
        for path in (ROOT / folder).rglob("*.py")
    ]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sources
        if "migrations" not in path.parts
        for line in path.read_text().splitlines()
        if by_spelling.search(line) and 'case_id=""' not in line
    ]

    assert found == []
