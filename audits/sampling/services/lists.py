"""Bring a list of records for a month's sample; say what its columns and words are; correct rows of it that cannot be taken."""

import hashlib
import secrets
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.kinds.queries import terms_in
from audits.models import AuditRules, Cycle, Sample
from audits.permissions import can_plan_cycles
from audits.sampling.queries.said import said_of_lists
from audits.sampling.queries.sampling import holds_closed, is_closed_to, list_of, sheet_of
from audits.sampling.reading.columns import COLUMN_WORDS
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.protecting import protected
from audits.sampling.reading.questions import asked_of
from audits.sampling.reading.records import RecordList, read_records
from audits.sheets.subjects import PLAN_WORDS, TEAM_WORDS
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import add_months
from foundation.errors import Gone, RefusedRows, StaleState
from foundation.matching.calculations import with_corrections
from foundation.matching.services import remember_answers
from foundation.matching.stored import sheet_as_json
from foundation.sheets import Limits, Sheet, read_rows

# A council's whole cohort is some thousands of children; the list is kept whole while its sample waits.
LIMITS = Limits(rows=20_000, columns=60, cells=600_000)
SEEDS = 1_000_000
HOLDS_CLOSED = (
    "This list has a record in which you declared an interest, and which is restricted. Leave its row out, or ask another QA lead to bring "
    "the list."
)
ANOTHER_LEADS = "A list for this month waits already, and has a record that is closed to you. {} goes on with it, or another QA lead."


def check_list(sheet: Sheet) -> RecordList:
    """The records of a sheet; rows that cannot be taken are in its `refused`. Raises RefusedRows where no record at all can be."""
    return check_records(read_records(sheet))


def check_records(found: RecordList) -> RecordList:
    """What was read, where at least one record of it can be taken. Raises RefusedRows."""
    if found.rejected or not found.records:
        rejected = [*found.rejected, *found.refused, *found.passed_over]
        cells = "1 cell" if len(rejected) == 1 else f"{len(rejected)} cells"
        raise RefusedRows(f"{cells} of this list cannot be taken. Correct what is named below and choose the file again.", rejected)
    return found


@transaction.atomic
def bring_list(*, actor: Person, cycle: Cycle, name: str, content: bytes) -> Sample:
    """Keep the list for a month's sample, in place of one that still waits.

    Where a column or a word of it is not known, `is_asked` is set and `answer_list` goes on. Raises UnreadableFile where it is no sheet,
    RefusedRows, ValidationError where a record of it, or of another lead's list that waits, is closed to `actor`. The rules for leaving out
    begin as the council's settings say.
    """
    require(can_plan_cycles, actor)
    usual = AuditRules.current()
    sample = Sample(
        cycle=cycle,
        file_name=name[:200],
        file_hash=hashlib.sha256(content).hexdigest(),
        brought_by=actor,
        seed=secrets.randbelow(SEEDS),
        audited_since=add_months(cycle.month, -usual.sample_months),
        open_weeks=usual.sample_open_weeks,
        **_asked_of_kind(cycle),
    )
    listed = _read_into(sample, read_rows(BytesIO(content), name, limits=LIMITS), actor)
    waiting = cycle.samples.waiting()
    if closed := next((each for each in waiting.exclude(brought_by=actor).select_related("brought_by") if is_closed_to(each, actor)), None):
        raise ValidationError({"file": ANOTHER_LEADS.format(closed.brought_by)})
    waiting.delete()
    sample.save()
    counts = {"records": len(listed.records), "refused": listed.refused_rows}
    record(actor=actor, verb="sample.listed", target=sample, file=sample.file_name, hash=sample.file_hash, **counts)
    return sample


def _asked_of_kind(cycle: Cycle) -> dict[str, Any]:
    """Which records are audited of a kind that is counted apart, as its terms say."""
    terms = terms_in(cycle.kind, cycle.month) if cycle.kind else None
    return {"asked_records": terms.records, "closed_months": terms.closed_months} if terms else {}


def _read_into(sample: Sample, sheet: Sheet, actor: Person) -> RecordList:
    """Read the sheet by all that was said so far. Raises RefusedRows where no record can be taken and nothing has to be asked, and
    ValidationError where one is closed to `actor`.
    """
    said = said_of_lists()
    sheet = protected(sheet, today(), said.columns)
    listed = read_records(sheet, said)
    asked = asked_of(sheet, listed, said, Matching())
    if holds_closed(listed, sheet, actor):
        raise ValidationError(HOLDS_CLOSED)
    sample.is_asked = asked.is_open
    if not asked.is_open:
        check_records(listed)
    sample.listed, sample.sheet = listed.as_json(), sheet_as_json(sheet)
    return listed


@transaction.atomic
def answer_list(*, actor: Person, sample: Sample, columns: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> Sample:
    """Say what headings and words of a waiting list are, and remember it for the next one; `is_asked` stays where more is to be said.

    `columns` leads from a heading to the name of a column, `words` from a subject to what each word means. What was drawn is to be drawn
    again. Raises RefusedRows where no record of the list can be taken by what was said.
    """
    sample = waiting_sample(actor, sample)
    remember_answers(actor=actor, subject=COLUMN_WORDS, answers=columns)
    for subject in (PLAN_WORDS, TEAM_WORDS):
        remember_answers(actor=actor, subject=subject, answers=words.get(subject.name, {}))
    return _read_again(actor, sample, sheet_of(sample))


@transaction.atomic
def correct_list(*, actor: Person, sample: Sample, name: str, content: bytes) -> tuple[Sample, str]:
    """Put rows of a workbook to correct in the place of those that could not be taken; the text says which rows were not.

    Raises UnreadableFile, ValidationError where no row of it is one that could not be taken.
    """
    sample = waiting_sample(actor, sample)
    open_rows = sorted({each.row for each in list_of(sample).refused})
    corrected = read_rows(BytesIO(content), name, limits=LIMITS)
    corrections = with_corrections(sheet_of(sample), corrected, open_rows=open_rows)
    if not corrections.taken:
        why = "No row of this file is one that could not be taken. Use the workbook from this page, with its row numbers."
        raise ValidationError({"corrections": why})
    return _read_again(actor, sample, corrections.sheet), corrections.text


def _read_again(actor: Person, sample: Sample, sheet: Sheet) -> Sample:
    listed = _read_into(sample, sheet, actor)
    sample.draws, sample.size, sample.stratum_columns, sample.judged_on = 0, None, [], None
    sample.save()
    counts = {"records": len(listed.records), "refused": listed.refused_rows}
    record(actor=actor, verb="sample.list_answered", target=sample, **counts)
    return sample


def waiting_sample(actor: Person, sample: Sample) -> Sample:
    """The sample, locked, for a person who may plan the month and read its list. Raises StaleState where it waits no longer."""
    require(can_plan_cycles, actor)
    try:
        sample = locked(Sample.objects.select_related("cycle__tool"), pk=sample.pk)
    except Gone:
        raise StaleState("Another list was brought for this month in the meantime. Go on with that one, or bring yours again.") from None
    if sample.is_applied:
        raise StaleState("This sample is in the month already. Bring a list to draw another.")
    require(
        lambda person: not is_closed_to(sample, person),
        actor,
        why="A record of this list is closed to you. Another QA lead goes on with it.",
    )
    return sample
