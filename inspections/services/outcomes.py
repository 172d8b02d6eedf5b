"""Ofsted's published outcomes: a file is kept while somebody checks it, then stored."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from inspections.enums import OutcomeRow
from inspections.models import FrameworkJudgement, InspectionFramework, OutcomesUpload, PublishedGrade, PublishedOutcome
from inspections.permissions import can_bring_outcomes
from inspections.reading.outcomes import OutcomeRead, judgement_key, read_outcomes
from performance.enums import PlaceKind
from performance.imports.reading import plain_name
from performance.models import Place

DENIED_BECAUSE = "A QA lead or a performance analyst brings Ofsted’s published outcomes."
# The plain names of which two publications call a council by different ones.
_ALSO_CALLED = {"durham": "county durham", "county durham": "durham", "hull": "kingston upon hull", "kingston upon hull": "hull"}


@dataclass(frozen=True)
class OutcomeChecked:
    """A row and what becomes of it; `why` where it is left out."""

    row: OutcomeRead
    becomes: OutcomeRow
    council: Place | None = None
    judgements: Mapping[int, str] = field(default_factory=dict)
    held: PublishedOutcome | None = None
    why: str = ""


@dataclass(frozen=True)
class OutcomesCheck:
    file_name: str
    sheet: str
    rows: list[OutcomeChecked]

    def of(self, becomes: OutcomeRow) -> list[OutcomeChecked]:
        return [each for each in self.rows if each.becomes == becomes]

    @property
    def to_store(self) -> list[OutcomeChecked]:
        return self.of(OutcomeRow.NEW) + self.of(OutcomeRow.CHANGED)


@transaction.atomic
def keep_outcomes(*, actor: Person, name: str, content: bytes) -> OutcomesUpload:
    """Read the file and keep it to be checked, in place of the one before. Raises UnreadableFile. Stores nothing of it yet."""
    require(can_bring_outcomes, actor, why=DENIED_BECAUSE)
    sheet = read_outcomes(content, name).sheet
    upload, _ = OutcomesUpload.objects.update_or_create(
        uploaded_by=actor, defaults={"file_name": name[-200:], "content": content, "sheet": sheet[:100]}
    )
    return upload


@transaction.atomic
def store_outcomes(*, actor: Person, upload: OutcomesUpload) -> int:
    """Store what is new, correct what the file says otherwise, and let the file go; how many outcomes were written."""
    require(can_bring_outcomes, actor, why=DENIED_BECAUSE)
    upload = OutcomesUpload.objects.select_for_update().filter(pk=upload.pk, uploaded_by=actor).first() or _gone()
    check = check_outcomes(upload)
    for each in check.to_store:
        _store(actor, each, upload.file_name)
    counts = {str(becomes.value): len(check.of(becomes)) for becomes in OutcomeRow}
    record(actor=actor, verb="outcomes.stored", target=actor, file=upload.file_name, **counts)
    upload.delete()
    return len(check.to_store)


def check_outcomes(upload: OutcomesUpload) -> OutcomesCheck:
    """What storing the file would do, row by row. Writes nothing."""
    read = read_outcomes(bytes(upload.content), upload.file_name, upload.sheet)
    known = _Known()
    return OutcomesCheck(upload.file_name, read.sheet, [known.checked(row) for row in read.rows])


class _Known:
    """Councils by name, editions by date and outcomes that are here already, each read once."""

    def __init__(self) -> None:
        self._councils = {plain_name(place.name): place for place in Place.objects.of_kind(PlaceKind.COUNCIL)}
        self._editions = list(InspectionFramework.objects.prefetch_related("judgements"))
        outcomes = PublishedOutcome.objects.prefetch_related("grades")
        self._held = {(each.council_id, each.inspected_on): each for each in outcomes}
        self._seen: set[tuple[int, datetime.date]] = set()

    def checked(self, row: OutcomeRead) -> OutcomeChecked:
        council, edition = self._council(row.council), self._edition(row.inspected_on)
        why = row.wrong or self._left_out(row, council, edition)
        if why or council is None or edition is None or row.inspected_on is None:
            return OutcomeChecked(row, OutcomeRow.LEFT_OUT, council, why=why)
        self._seen.add((council.pk, row.inspected_on))
        judgements = _judgements(row, list(edition.judgements.all()))
        held = self._held.get((council.pk, row.inspected_on))
        if held is None:
            return OutcomeChecked(row, OutcomeRow.NEW, council, judgements)
        same = _says(held) == (row.published_on, row.overall, judgements)
        return OutcomeChecked(row, OutcomeRow.UNCHANGED if same else OutcomeRow.CHANGED, council, judgements, held)

    def _left_out(self, row: OutcomeRead, council: Place | None, edition: InspectionFramework | None) -> str:
        if council is None:
            return "No council of this name is known here. It comes with published figures or a list of neighbours."
        if edition is None:
            return "No edition of the inspection framework that is known here holds on this day."
        if row.inspected_on and (council.pk, row.inspected_on) in self._seen:
            return "This inspection is in the file twice; the first is taken."
        if row.overall and not edition.has_overall:
            return f"{edition} gives no overall grade, and this row has one. Correct its date or its grade."
        return "" if row.grades or row.overall else "It has no grade."

    def _council(self, name: str) -> Place | None:
        plain = plain_name(name)
        return self._councils.get(plain) or self._councils.get(_ALSO_CALLED.get(plain, ""))

    def _edition(self, day: datetime.date | None) -> InspectionFramework | None:
        return next((each for each in self._editions if day and each.first_day <= day), None)


def _judgements(row: OutcomeRead, judgements: list[FrameworkJudgement]) -> dict[int, str]:
    """A heading may be shorter than the judgement's name (“Impact of leaders”), and an older edition may judge two columns as one."""
    found: dict[int, str] = {}
    for heading, grade in row.grades.items():
        key = judgement_key(heading)
        for each in judgements:
            name = judgement_key(each.name)
            if name == key or name.startswith(key) or key.startswith(name):
                found.setdefault(each.pk, grade)
    return found


def _says(held: PublishedOutcome) -> tuple:
    return (held.published_on, held.overall, {each.judgement_id: each.grade for each in held.grades.all()})


def _store(actor: Person, each: OutcomeChecked, file_name: str) -> None:
    assert each.council
    assert each.row.inspected_on
    outcome = each.held or PublishedOutcome(council=each.council, inspected_on=each.row.inspected_on)
    outcome.published_on, outcome.overall = each.row.published_on, each.row.overall
    outcome.file_name, outcome.stored_by, outcome.stored_on = file_name, actor, today()
    outcome.save()
    outcome.grades.all().delete()
    PublishedGrade.objects.bulk_create(
        PublishedGrade(outcome=outcome, judgement_id=pk, grade=grade) for pk, grade in each.judgements.items()
    )


def _gone() -> OutcomesUpload:
    raise ValidationError("This file is no longer here: it was stored, or another took its place. Bring it again.")
