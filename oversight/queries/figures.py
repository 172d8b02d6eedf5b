"""The grades of a month as they are today, to be frozen, and what of the frozen ones somebody is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.enums import Stage
from audits.models import Audit, Cycle
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from insight.calculations import MonthStage
from insight.queries.audience import shown_to
from insight.queries.counted import Scope
from insight.queries.distributions import distributions_of
from oversight.models import CheckAndChallenge
from oversight.stored import MONTH_FIGURES


@dataclass(frozen=True)
class FiguresOfMeeting:
    """The frozen grades that one reader is shown: after moderation first.

    `is_blind`: they have an audit of the month to grade blind, and see none before moderation. `held_back`: what Results does not show
    them today they are not shown of that day either.
    """

    months: Sequence[MonthStage]
    is_blind: bool = False
    held_back: bool = False


def grades_today(cycle: Cycle) -> list[MonthStage]:
    """Of every submitted audit of the month; none where nothing is submitted."""
    return distributions_of(Scope(cycle.month, cycle.month))


def figures_of(meeting: CheckAndChallenge, person: Person) -> FiguresOfMeeting:
    """Of the frozen grades what `person` is shown.

    People who may read every audit see all but what they have to grade blind. Others see figures of that day only where Results shows
    them the same today: beside figures that differ by one audit they would give away its grade.
    """
    frozen = list(MONTH_FIGURES.read(meeting.figures)) if meeting.figures else []
    is_blind = Audit.objects.grades_hidden_from(person).filter(cycle=meeting.cycle_id).exists()
    seen = [month for month in frozen if not (is_blind and month.stage == Stage.PRE)]
    if reads_every_audit(person):
        return FiguresOfMeeting(seen, is_blind)
    kept = _shown_to_others(person, meeting.cycle, seen, is_blind=is_blind) if seen else []
    return FiguresOfMeeting(kept, is_blind, held_back=len(kept) < len(seen))


def _shown_to_others(person: Person, cycle: Cycle, frozen: Sequence[MonthStage], *, is_blind: bool) -> list[MonthStage]:
    scope = Scope(cycle.month, cycle.month)
    today = distributions_of(scope, [cycle.month] if is_blind else [])
    shown = shown_to(person, today, scope)
    kept = [month for month in shown.months if any(_same(month.stage, frozen, today))]
    if cycle.month in shown.not_compared or shown.domains_not_compared:
        return kept[:1]
    return kept


def _same(stage: Stage, frozen: Sequence[MonthStage], today: Sequence[MonthStage]) -> list[bool]:
    """Whether what is frozen at a stage is what there is today."""
    now = [month for month in today if month.stage == stage]
    return [month.overall == each.overall and month.domains == each.domains for month in frozen if month.stage == stage for each in now]
