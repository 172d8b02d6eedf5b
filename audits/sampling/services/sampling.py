"""A month's sample: bring a list, draw from it, put the draw into the month as a unit."""

import datetime
import hashlib
import secrets
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.allocation import add_audit
from audits.enums import Sampled
from audits.models import Audit, AuditRules, Cycle, Sample, SampledRecord
from audits.permissions import can_plan_cycles
from audits.sampling.calculations import DoesNotFit
from audits.sampling.queries.sampling import Drawing, Rules, candidates_of, draw_from, drawing_of, list_of, rules_of
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.records import ListedRecord, RecordList, read_records
from audits.sampling.stored import PASSED_OVER, STRATA
from foundation.accounts import services as accounts
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import add_months, first_of, month_code
from foundation.errors import Gone, RefusedRows, StaleState
from foundation.sheets import Limits, Sheet, read_rows

# A council's whole cohort is some thousands of children; the list is kept whole while its sample waits.
LIMITS = Limits(rows=20_000, columns=60, cells=600_000)
SEEDS = 1_000_000
GO_ON_WITHOUT = "Tick the box to go on without them, or correct the list and bring it again."


def check_list(sheet: Sheet) -> RecordList:
    """The records of a sheet; rows that cannot be taken are in its `refused`. Raises RefusedRows where no record at all can be."""
    found = read_records(sheet)
    if found.rejected or not found.records:
        rejected = [*found.rejected, *found.refused, *found.passed_over]
        cells = "1 cell" if len(rejected) == 1 else f"{len(rejected)} cells"
        raise RefusedRows(f"{cells} of this list cannot be taken. Correct what is named below and choose the file again.", rejected)
    return found


def draw_list(
    *, actor: Person, listed: RecordList, by: list[str], size: int, seed: int, minimum: int = 0, audited_since: datetime.date | None = None
) -> Drawing:
    """Draw from a list outside any month; nothing is stored. Raises DoesNotFit."""
    require(can_plan_cycles, actor)
    usual = AuditRules.current()
    since = audited_since or add_months(first_of(today()), -usual.sample_months)
    return draw_from(listed, by=by, size=size, seed=seed, minimum=minimum, rules=Rules(since, usual.sample_open_weeks, today()))


@transaction.atomic
def bring_list(*, actor: Person, cycle: Cycle, name: str, content: bytes) -> Sample:
    """Keep the list for a month's sample, in place of one that still waits.

    Raises UnreadableFile where it is no sheet, RefusedRows. The rules for leaving out begin as the council's settings say.
    """
    require(can_plan_cycles, actor)
    listed = check_list(read_rows(BytesIO(content), name, limits=LIMITS))
    usual = AuditRules.current()
    cycle.samples.waiting().delete()
    sample = Sample.objects.create(
        cycle=cycle,
        file_name=name[:200],
        file_hash=hashlib.sha256(content).hexdigest(),
        brought_by=actor,
        listed=listed.as_json(),
        seed=secrets.randbelow(SEEDS),
        audited_since=add_months(cycle.month, -usual.sample_months),
        open_weeks=usual.sample_open_weeks,
    )
    record(
        actor=actor,
        verb="sample.listed",
        target=sample,
        file=sample.file_name,
        hash=sample.file_hash,
        records=len(listed.records),
        refused=listed.refused_rows,
    )
    return sample


@transaction.atomic
def draw_sample(*, actor: Person, sample: Sample, **choice: Any) -> Drawing:
    """Draw from a waiting list; every draw is in the trail, so that nobody can seek a pleasant one unseen.

    `choice`: stratum_columns, size, minimum, seed, audited_since, open_weeks. Raises ValidationError, by field, where it does not fit.
    """
    sample = _waiting(actor, sample)
    if not choice["size"]:
        raise ValidationError({"size": "Say how many records to draw."})
    for name, value in choice.items():
        setattr(sample, name, value)
    sample.judged_on, sample.draws = today(), sample.draws + 1
    try:
        drawing = drawing_of(sample)
    except DoesNotFit as problem:
        raise ValidationError({"minimum" if sample.minimum else "size": str(problem)}) from problem
    sample.save()
    record(
        actor=actor,
        verb="sample.drawn",
        target=sample,
        seed=sample.seed,
        size=sample.size,
        minimum=sample.minimum,
        by=sample.stratum_columns,
        audited_since=month_code(sample.audited_since),
        open_weeks=sample.open_weeks,
        draws=sample.draws,
    )
    return drawing


def _waiting(actor: Person, sample: Sample) -> Sample:
    require(can_plan_cycles, actor)
    try:
        sample = locked(Sample.objects.select_related("cycle__tool"), pk=sample.pk)
    except Gone:
        raise StaleState("Another list was brought for this month in the meantime. Go on with that one, or bring yours again.") from None
    if sample.is_applied:
        raise StaleState("This sample is in the month already. Bring a list to draw another.")
    return sample


@transaction.atomic
def apply_sample(*, actor: Person, sample: Sample, fingerprint: str, create_teams: bool = False, without_refused: bool = False) -> Sample:
    """Put the drawn records into the month, all or none, and keep what became of every record of the list.

    `fingerprint` is the draw's that was looked at: StaleState where it would be another now. Raises ValidationError where the
    list names teams that are not known here, unless `create_teams`, and where rows of it could not be taken, unless
    `without_refused`. Nothing happens the second time.
    """
    require(can_plan_cycles, actor)
    if Sample.objects.applied().filter(pk=sample.pk).exists():
        return sample
    sample = _waiting(actor, sample)
    drawing, listed = _as_drawn(sample, fingerprint), list_of(sample)
    if listed.refused and not without_refused:
        raise ValidationError({"without_refused": f"{_rows(listed.refused_rows)} of the list cannot be taken. {GO_ON_WITHOUT}"})
    by_case = {each.case: each for each in listed.records}
    drawn = [by_case[case] for case in drawing.draw.cases]
    unknown = Matching().unknown_teams(drawn)
    if unknown and not create_teams:
        raise ValidationError({"create_teams": f"Not known here: {', '.join(unknown)}. Tick the box to add them, or correct the list."})
    audits = {each.case: add_listed(actor=actor, cycle=sample.cycle, listed=each) for each in drawn}
    _keep_records(sample, listed, drawing, audits)
    sample.passed_over = PASSED_OVER.write(rows=[each.as_json() for each in [*listed.refused, *listed.passed_over]])
    sample.listed, sample.applied_by, sample.applied_on = None, actor, today()
    strata = [[name, each.cases, each.drawn, each.share] for name, each in drawing.draw.strata.items()]
    sample.strata = STRATA.write(strata=strata)
    sample.save()
    record(actor=actor, verb="sample.applied", target=sample, seed=sample.seed, drawn=len(drawn), teams_added=unknown)
    return sample


def _as_drawn(sample: Sample, fingerprint: str) -> Drawing:
    if not sample.is_drawn:
        raise ValidationError("Draw the sample first.")
    drawing = drawing_of(sample)
    if drawing.fingerprint != fingerprint:
        raise StaleState(
            "The draw has changed, because audits or choices have changed since you opened the page. Check it again before you apply it."
        )
    return drawing


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


def add_listed(*, actor: Person, cycle: Cycle, listed: ListedRecord) -> Audit:
    """Put one record of a list into the month; a team that is not known here is added, a worker who is not stays blank."""
    matching = Matching()
    for name in matching.unknown_teams([listed]):
        # The system actor adds it, as for past audits: whoever may sample a month need not be one who may change teams.
        accounts.save_team(actor=Person.objects.system(), name=name)
        matching = Matching()
    return add_audit(actor=actor, cycle=cycle, case_id=listed.case, **matching.facts_of(listed))


def _keep_records(sample: Sample, listed: RecordList, drawing: Drawing, audits: dict[str, Audit]) -> None:
    draw = drawing.draw
    reasons = {case: reason for reason, cases in draw.left_out.items() for case in cases}
    places = {case: place for stratum in draw.strata for place, case in enumerate(draw.drawn[stratum] + draw.reserves[stratum], start=1)}
    candidates = candidates_of(listed, sample.stratum_columns, rules_of(sample))
    SampledRecord.objects.bulk_create(
        [
            SampledRecord(
                sample=sample,
                case_id=each.case,
                stratum=candidate.stratum,
                family=candidate.family,
                position=places.get(each.case),
                state=_state(each.case, audits, reasons),
                reason=reasons.get(each.case, ""),
                audit=audits.get(each.case),
                values=each.values,
            )
            for each, candidate in zip(listed.records, candidates, strict=True)
        ],
        batch_size=500,
    )


def _state(case: str, audits: dict[str, Audit], reasons: dict[str, str]) -> Sampled:
    if case in audits:
        return Sampled.DRAWN
    return Sampled.LEFT_OUT if case in reasons else Sampled.RESERVE
