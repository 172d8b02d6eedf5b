"""A month's sample: draw from the list that was brought, put the draw into the month as a unit."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.allocation import add_audit
from audits.enums import RecordsAsked, Sampled
from audits.models import Audit, AuditRules, Cycle, Sample, SampledRecord
from audits.permissions import can_plan_cycles
from audits.sampling.calculations import DoesNotFit
from audits.sampling.queries.sampling import Drawing, Rules, candidates_of, draw_from, drawing_of, list_of, rules_of
from audits.sampling.reading.columns import WORKER
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.records import ListedRecord, RecordList
from audits.sampling.services.lists import waiting_sample
from audits.sampling.stored import PASSED_OVER, STRATA
from audits.sheets.subjects import WORKER_WORDS
from foundation.accounts import services as accounts
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import add_months, first_of, month_code
from foundation.errors import StaleState
from foundation.matching.services import remember_answers

GO_ON_WITHOUT = "Tick the box to go on without them, or correct the list and bring it again."


def draw_list(
    *, actor: Person, listed: RecordList, by: list[str], size: int, seed: int, minimum: int = 0, audited_since: datetime.date | None = None
) -> Drawing:
    """Draw from a list outside any month; nothing is stored. Raises DoesNotFit."""
    require(can_plan_cycles, actor)
    usual = AuditRules.current()
    since = audited_since or add_months(first_of(today()), -usual.sample_months)
    return draw_from(listed, by=by, size=size, seed=seed, minimum=minimum, rules=Rules(since, usual.sample_open_weeks, today()))


@transaction.atomic
def draw_sample(*, actor: Person, sample: Sample, **choice: Any) -> Drawing:
    """Draw from a waiting list; every draw is in the trail, so that nobody can seek a pleasant one unseen.

    `choice`: stratum_columns, size, minimum, seed, audited_since, open_weeks; asked_records, closed_months and asked_plans where not every
    record can be drawn. Raises ValidationError, by field, where it does not fit.
    """
    sample = waiting_sample(actor, sample)
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
        **_asked(sample),
        draws=sample.draws,
    )
    return drawing


def _asked(sample: Sample) -> dict[str, Any]:
    """Which records were asked for, where not all were."""
    facts: dict[str, Any] = {"records": sample.asked_records} if sample.asked_records != RecordsAsked.ANY else {}
    facts |= {"closed_months": sample.closed_months} if sample.asked_records == RecordsAsked.CLOSED else {}
    return facts | ({"plans": sample.asked_plans} if sample.asked_plans else {})


@transaction.atomic
def apply_sample(
    *,
    actor: Person,
    sample: Sample,
    fingerprint: str,
    create_teams: bool = False,
    without_refused: bool = False,
    workers: Mapping[str, Person] | None = None,
) -> Sample:
    """Put the drawn records into the month, all or none, and keep what became of every record of the list.

    `fingerprint` is the draw's that was looked at: StaleState where it would be another now. `workers` are who works with a child, by
    case ID, where the list does not say so itself; what a name of the list means is kept for the next one. Raises ValidationError where
    the list names teams of which nobody has said what they are, unless `create_teams`, and where rows of it could not be taken, unless
    `without_refused`. Nothing happens the second time.
    """
    require(can_plan_cycles, actor)
    if Sample.objects.applied().filter(pk=sample.pk).exists():
        return sample
    sample = waiting_sample(actor, sample)
    drawing, listed = _as_drawn(sample, fingerprint), list_of(sample)
    if listed.refused and not without_refused:
        raise ValidationError({"without_refused": f"{_rows(listed.refused_rows)} of the list cannot be taken. {GO_ON_WITHOUT}"})
    by_case = {each.case: each for each in listed.records}
    drawn = [by_case[case] for case in drawing.draw.cases]
    matching = Matching()
    unknown = matching.unknown_teams(drawn)
    if (unanswered := matching.unanswered_teams(drawn)) and not create_teams:
        raise ValidationError({"create_teams": f"Not known here: {', '.join(unanswered)}. Tick the box to add them, or correct the list."})
    audits = _add_drawn(actor, sample.cycle, drawn, workers or {})
    _keep_records(sample, listed, drawing, audits)
    sample.passed_over = PASSED_OVER.write(rows=[each.as_json() for each in [*listed.refused, *listed.passed_over]])
    sample.listed, sample.sheet, sample.applied_by, sample.applied_on = None, None, actor, today()
    strata = [[name, each.cases, each.drawn, each.share] for name, each in drawing.draw.strata.items()]
    sample.strata = STRATA.write(strata=strata)
    sample.save()
    record(actor=actor, verb="sample.applied", target=sample, seed=sample.seed, drawn=len(drawn), teams_added=unknown)
    return sample


def _add_drawn(actor: Person, cycle: Cycle, drawn: Sequence[ListedRecord], workers: Mapping[str, Person]) -> dict[str, Audit]:
    """The audit of each record. Who somebody said that a name is, is kept for the next list with that name."""
    names = {each.get(WORKER): str(workers[each.case].pk) for each in drawn if each.get(WORKER) and each.case in workers}
    remember_answers(actor=actor, subject=WORKER_WORDS, answers=names)
    return {each.case: add_listed(actor=actor, cycle=cycle, listed=each, worker=workers.get(each.case)) for each in drawn}


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


def add_listed(*, actor: Person, cycle: Cycle, listed: ListedRecord, worker: Person | None = None) -> Audit:
    """Put one record of a list into the month; a team that is not known here is added. `worker` is taken where the list's is not known."""
    matching = Matching()
    for name in matching.unknown_teams([listed]):
        # The system actor adds it, as for past audits: a person who may sample a month may perhaps not change teams.
        accounts.save_team(actor=Person.objects.system(), name=name)
        matching = Matching()
    return add_audit(actor=actor, cycle=cycle, case_id=listed.case, **matching.audit_fields(listed, worker))


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
