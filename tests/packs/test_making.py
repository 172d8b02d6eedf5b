"""What is in a pack, and that nothing is that must not be."""

import csv
import datetime
import hashlib
import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from actions.services import raise_action
from audits.models import Audit, RestrictedRecord
from audits.restricted.services.restricting import restrict_record
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from packs.composing.bundle import MANIFEST, write_pack
from packs.composing.contents import PackAsked
from packs.composing.service import FEW, NO_AUDITS, own_figure
from packs.enums import PackKind
from packs.models import Pack, PackPart
from packs.services import ask_for_pack, compose_pack, keep_pack, remove_pack
from performance.models import Indicator, Value
from tests.month_grades import JULY, JUNE, july, june
from tests.reports.word import headings, opened, says
from tests.workbook_checks import faults_of

__all__ = ["july", "june"]

THE_DAY = datetime.date(2023, 9, 4)
INSPECTION = {"kind": PackKind.INSPECTION, "first": JUNE, "last": JULY}


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(THE_DAY):
        yield


def asked(visitor, kind=PackKind.INSPECTION, service=None, *, with_records=False) -> PackAsked:
    return PackAsked(kind, JUNE, JULY, THE_DAY, visitor.person, service, with_records)


def made(of: PackAsked) -> dict[str, bytes]:
    with compose_pack(asked=of) as made, zipfile.ZipFile(made.path) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def rows_of(files: dict[str, bytes], ending: str) -> list[list[str]]:
    (content,) = (content for name, content in files.items() if name.endswith(ending))
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def kept(visitor, **about) -> Pack:
    of = asked(visitor, **about)
    with compose_pack(asked=of) as made:
        return keep_pack(actor=visitor.person, asked=of, made=made)


def test_an_inspection_pack_has_every_table_and_a_manifest_of_hashes(lead, june, july):
    files = made(asked(lead))

    assert [name for name in files if not name.startswith("tables/")] == [
        "inspection-pack.html",
        "inspection-pack.docx",
        "inspection-pack.xlsx",
        MANIFEST,
    ]
    assert [name[10:-4] for name in files if name.startswith("tables/")] == [
        *("programme-of-audits", "samples-and-their-seeds", "grades", "agreement", "before-and-after", "actions-of-the-period"),
        *("closing-actions", "due-dates-moved", "themes-of-findings", "findings-of-the-months", "health", "month-by-month", "in-parts"),
        *("commissioned-work", "approved-reports"),
    ]
    said = json.loads(files[MANIFEST])
    assert (said["period"], said["as_of"], said["with_records"]) == ("June and July 2023", "2023-09-04", False)
    assert {each["name"]: each["sha256"] for each in said["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != MANIFEST
    }


def test_the_grades_of_the_reference_are_in_it(lead, june, july):
    files = made(asked(lead))
    june_agreed = [
        row for row in rows_of(files, "-grades.csv") if row[0] == "2023-06" and row[2] == "Overall judgement" and "after" in row[1]
    ]

    assert [(row[3], row[4], row[5]) for row in june_agreed] == [
        ("Outstanding", "0", "14"),
        ("Good", "2", "14"),
        ("Requires improvement to be good", "10", "14"),
        ("Inadequate", "2", "14"),
    ]
    assert rows_of(files, "-agreement.csv")[1][0] == "Overall judgement"
    assert [words for level, words in headings(opened(files["inspection-pack.docx"])) if level == 1] == [
        *("What is in this pack", "Audits of practice", "Domains of practice", "Observations of practice", "Actions", "Commissioned work"),
        *("Health of our quality assurance", "Annex: figures in detail"),
    ]


def test_the_workbook_keeps_to_the_checklist_and_has_the_same_numbers(lead, june, july):
    files = made(asked(lead))
    book = openpyxl.load_workbook(io.BytesIO(files["inspection-pack.xlsx"]))

    assert faults_of(files["inspection-pack.xlsx"]) == []
    shown = [row for row in book["Programme of audits"].iter_rows(values_only=True) if isinstance(row[0], datetime.datetime)]
    assert [(row[0].month, row[5]) for row in shown] == [(6, 14), (7, 9)]


def test_a_pack_during_whose_making_a_record_was_restricted_is_not_kept(lead, june, july):
    of, case_id = asked(lead, with_records=True), Audit.objects.first().case_id

    with compose_pack(asked=of) as made:
        restrict_record(actor=lead.person, case_id=case_id, reason="A colleague’s family is in it.")
        with pytest.raises(ValidationError, match="A record was restricted while this pack was being made"):
            keep_pack(actor=lead.person, asked=of, made=made)
    with compose_pack(asked=asked(lead)) as made:
        assert keep_pack(actor=lead.person, asked=asked(lead), made=made).with_records is False
    again = kept(lead, with_records=True)
    assert Entry.objects.of(again).get(verb="pack.made").facts["left_out"] == [RestrictedRecord.objects.get().pk]


def test_the_command_writes_no_pack_during_whose_making_a_record_was_restricted(lead, june, july, tmp_path, monkeypatch):
    case_id = Audit.objects.first().case_id

    def write(*given):
        restrict_record(actor=lead.person, case_id=case_id, reason="A colleague’s family is in it.")
        return write_pack(*given)

    monkeypatch.setattr("packs.services.write_pack", write)
    with pytest.raises(CommandError, match="A record was restricted while this pack was being made"):
        call_command("make_pack", "--from=2023-06", "--to=2023-07", "--with-records", f"--output={tmp_path / 'pack.zip'}")
    assert not (tmp_path / "pack.zip").exists()


def test_a_restriction_of_the_very_moment_in_which_a_pack_is_kept_closes_it(lead, director, june, july):
    """Stored between the last look and the end: earlier in the trail than the pack, and not known to it."""
    of, case_id = asked(lead, with_records=True), Audit.objects.first().case_id
    with compose_pack(asked=of) as made:
        restricted = restrict_record(actor=lead.person, case_id=case_id, reason="A colleague’s family is in it.")
        RestrictedRecord.objects.filter(pk=restricted.pk).update(ended_on=THE_DAY, end_reason="Not seen yet.", ended_by=lead.person)
        pack = keep_pack(actor=lead.person, asked=of, made=made)
    RestrictedRecord.objects.filter(pk=restricted.pk).update(ended_on=None, end_reason="", ended_by=None)

    assert director.get(f"/packs/{pack.pk}/records/").status_code == 403


def test_the_same_contents_make_the_same_bytes_and_are_kept_once(lead, june, july):
    first = kept(lead)

    assert kept(lead) == first
    raise_action(actor=lead.person, owner=lead.person, what="Plan", why="It is late.")
    assert kept(lead).sha256 != first.sha256
    assert hashlib.sha256(b"".join(bytes(part.content) for part in first.parts.all())).hexdigest() == first.sha256


def test_lists_of_records_are_for_people_who_may_read_every_audit(lead, head_of_service, june, july):
    case_id = june[0].case_id
    assert not any(name.startswith("records/") or case_id.encode() in content for name, content in made(asked(lead)).items())

    files = made(asked(lead, with_records=True))
    assert len(rows_of(files, "records/02-audits.csv")) == 1 + Audit.objects.count()
    overall = [row for row in rows_of(files, "-grades-of-each-audit.csv") if row[0] == str(june[0].pk) and row[2] == "Overall judgement"]
    assert [row[1] for row in overall] == ["2023-06"]
    with pytest.raises(PermissionDenied):
        ask_for_pack(actor=head_of_service.person, with_records=True, **INSPECTION)


def test_a_director_who_grades_blind_makes_no_pack_of_that_month(director, june, july):
    Audit.objects.filter(pk=july[0].pk).update(moderator=director.person)

    with pytest.raises(ValidationError, match="You still have audits of July 2023 to grade blind"):
        ask_for_pack(actor=director.person, **INSPECTION)


@pytest.mark.parametrize(
    ("months", "says_why"),
    [({"first": JULY, "last": JUNE}, "earlier than the first"), ({"first": datetime.date(2020, 1, 1)}, "at most 24 months")],
)
def test_months_that_cannot_be_are_refused(lead, months, says_why):
    with pytest.raises(ValidationError, match=says_why):
        ask_for_pack(actor=lead.person, **(INSPECTION | months))


def test_a_service_pack_says_nothing_of_fewer_than_five(head_of_service, rowan_service, elm_team, june, july):
    Audit.objects.update(team=None)
    Audit.objects.filter(pk__in=[audit.pk for audit in june[:3]]).update(team=elm_team)
    raise_action(actor=head_of_service.person, owner=elm_team.manager, what="Plan", why="Late.", team=elm_team, level="team")

    files = made(asked(head_of_service, PackKind.SERVICE, rowan_service))

    assert NO_AUDITS in says(opened(files["service-pack.docx"]))
    counts = dict(row for row in rows_of(files, "-actions-of-rowan-service.csv")[1:])
    assert counts == {
        "Raised in these months": "0",
        "Closed in these months": "0",
        "Of those, on time": "0",
        "Open": FEW,
        "Overdue": "0",
        "Overdue by the first due date": "0",
        "To be verified": "0",
    }


def test_the_head_makes_the_pack_of_their_own_service_alone(head_of_service, service_manager, team_manager, rowan_service, ash_team):
    ask_for_pack(actor=head_of_service.person, kind=PackKind.SERVICE, first=JUNE, last=JULY, service=rowan_service)
    ask_for_pack(actor=service_manager.person, kind=PackKind.SERVICE, first=JUNE, last=JULY, service=rowan_service)

    for actor, service in ((head_of_service, ash_team.service), (team_manager, rowan_service)):
        with pytest.raises(PermissionDenied):
            ask_for_pack(actor=actor.person, kind=PackKind.SERVICE, first=JUNE, last=JULY, service=service)


def test_a_pack_is_removed_and_the_trail_stays(lead, june):
    pack = kept(lead)
    number = pack.pk
    for _ in range(2):
        remove_pack(actor=lead.person, pack=pack)

    assert (Pack.objects.count(), PackPart.objects.count()) == (0, 0)
    assert list(Entry.objects.of_type(Pack).filter(target_id=str(number)).values_list("verb", flat=True)) == ["pack.made", "pack.removed"]


def test_the_command_writes_one(tmp_path, capsys, june, july):
    call_command("make_pack", "--from", "2023-06", "--to", "2023-07", "--output", str(tmp_path / "pack.zip"))

    printed = json.loads(capsys.readouterr().out)
    with zipfile.ZipFile(tmp_path / "pack.zip") as bundle:
        assert bundle.namelist() == [*printed["files"], MANIFEST]


@pytest.mark.parametrize(
    ("unit", "value", "of", "shown"),
    [
        ("number", 4, None, FEW),
        ("number", 5, None, "5"),
        ("percent", 50, 4, FEW),
        ("percent", 10, 20, FEW),
        ("percent", 90, 20, FEW),
        ("percent", 50, 20, "50"),
    ],
)
def test_a_figure_of_a_service_is_held_back_where_it_counts_fewer_than_five(db, unit, value, of, shown):
    indicator = Indicator(unit=unit, decimals=0, label="Cared for children", series="scorecard")

    cell = own_figure(indicator, Value(value=Decimal(value)), None if of is None else Decimal(of))

    assert cell.shown.rstrip("%") == shown
