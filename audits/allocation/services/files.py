"""A file of auditors and moderators that waits until somebody has said what its columns are, or while rows of it are corrected."""

from collections.abc import Mapping
from io import BytesIO

from django.db import transaction

from audits.allocation.reading import COLUMN_WORDS
from audits.models import AllocationFile, Cycle
from audits.permissions import can_lead
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.matching.services import remember_answers
from foundation.matching.stored import WAITING_SHEET, sheet_as_json
from foundation.sheets import Limits, Sheet, read_rows

LIMITS = Limits(rows=2_000, columns=30, cells=20_000)


@transaction.atomic
def keep_allocation_file(*, actor: Person, cycle: Cycle, name: str, content: bytes) -> AllocationFile:
    """Keep a file, in place of the person's earlier one for the month. Raises UnreadableFile."""
    require(can_lead, actor)
    sheet = read_rows(BytesIO(content), name, limits=LIMITS)
    AllocationFile.objects.filter(cycle=cycle, brought_by=actor).delete()
    kept = AllocationFile.objects.create(cycle=cycle, name=name[:200], sheet=sheet_as_json(sheet), brought_by=actor)
    record(actor=actor, verb="allocation.file_kept", target=kept, file=kept.name, cycle=cycle.code)
    return kept


@transaction.atomic
def answer_allocation_file(*, actor: Person, kept: AllocationFile, columns: Mapping[str, str]) -> AllocationFile:
    """Say what its headings are, and remember it for the next file."""
    require(can_lead, actor)
    remember_answers(actor=actor, subject=COLUMN_WORDS, answers=columns)
    record(actor=actor, verb="allocation.file_answered", target=kept, file=kept.name)
    return kept


def sheet_of(kept: AllocationFile) -> Sheet:
    return WAITING_SHEET.read(kept.sheet)
