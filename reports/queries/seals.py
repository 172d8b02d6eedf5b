"""Whether approved editions are still what was sealed, and which part of one is not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from foundation.activity.models import Entry
from foundation.seals import PartChange, PartDifference, changed_parts, sha256_of
from foundation.versioned import UnknownVersion
from reports.enums import SealFault
from reports.models import Report, Seal
from reports.statement import parts_of_statement, statement
from reports.stored import SEAL_PARTS

APPROVED = "report.approved"


@dataclass(frozen=True)
class FaultOfSeal:
    """One thing that is not as it was sealed. Of a part of the edition, `difference` says where in the `statement` of now that is."""

    fault: SealFault
    edition: int
    difference: PartDifference | None = None
    statement: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckedEdition:
    """An approved edition with its seal; `report` is None where the row itself is gone, `seal` where nobody sealed it."""

    edition: int
    report: Report | None
    seal: Seal | None
    faults: Sequence[FaultOfSeal]

    @property
    def is_whole(self) -> bool:
        return not self.faults


def statement_of(report: Report, seal: Seal) -> dict[str, Any]:
    return statement(
        scheme=seal.scheme,
        period=report.code,
        edition=report.edition,
        reason=report.reason,
        approved_by=report.approved_by_id,
        approved_on=report.approved_on,
        meeting=report.meeting_date,
        sealed_on=seal.sealed_on,
        before=seal.before,
        content=report.content,
        shown_months=report.shown_months.order_by("month").values_list("month", "stage", "figures"),
        inputs=seal.inputs,
    )


def checked_editions(report: Report) -> list[CheckedEdition]:
    """Every approved edition of the report's period, the first one first, each against its seal, the trail and the edition before."""
    held = {each.edition: each for each in Report.objects.editions_of(report).approved().select_related("seal", "approved_by")}
    recorded = _recorded(report)
    checked: list[CheckedEdition] = []
    for edition in range(1, max([*held, *recorded], default=0) + 1):
        found = held.get(edition)
        if found is None:
            checked.append(CheckedEdition(edition, None, None, [FaultOfSeal(SealFault.EDITION_GONE, edition)]))
            continue
        seal = seal_of(found)
        before = held.get(edition - 1)
        faults = list(_faults(found, seal, recorded.get(edition, ""), seal_of(before) if before else None))
        checked.append(CheckedEdition(edition, found, seal, faults))
    return checked


def seal_of(report: Report) -> Seal | None:
    return getattr(report, "seal", None)


def _recorded(report: Report) -> dict[int, str]:
    """By edition, the SHA-256 that the trail has of its approval; empty where it has none."""
    entries = Entry.objects.of_type(Report).filter(verb=APPROVED, facts__report=report.code).order_by("pk")
    return {facts["edition"]: facts["sha256"] for facts in entries.values_list("facts", flat=True)}


def _faults(report: Report, seal: Seal | None, recorded: str, before: Seal | None) -> Iterator[FaultOfSeal]:
    edition = report.edition
    if seal is None:
        yield FaultOfSeal(SealFault.SEAL_GONE if recorded else SealFault.NOT_SEALED, edition)
        return
    now = statement_of(report, seal)
    differences = _differences(seal, now)
    if sha256_of(now) != seal.sha256:
        found = [FaultOfSeal(SealFault.PART, edition, each, now) for each in differences]
        yield from found or [FaultOfSeal(SealFault.HASH, edition)]
    elif differences:
        yield from (FaultOfSeal(SealFault.HASH_OF_PART, edition, each, now) for each in differences)
    if recorded and recorded != seal.sha256:
        yield FaultOfSeal(SealFault.NOT_AS_RECORDED, edition)
    if before and seal.before != before.sha256:
        yield FaultOfSeal(SealFault.NOT_AFTER_BEFORE, edition)


def _differences(seal: Seal, now: Mapping[str, Any]) -> list[PartDifference]:
    """One for the whole where the hashes of its parts can no longer be read."""
    try:
        then = SEAL_PARTS.read(seal.parts)
    except (UnknownVersion, KeyError, TypeError):
        return [PartDifference((), PartChange.CHANGED)]
    return list(changed_parts(then, parts_of_statement(now)))
