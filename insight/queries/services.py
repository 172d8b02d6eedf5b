"""Services beside each other, or the teams of one: how their audits were graded overall."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audits.enums import CountedBy, Grade, Stage
from foundation.accounts.models import Person, Service, Team
from foundation.lookups.read_together import ListQuestion, answers_to
from foundation.names import folded
from insight.calculations import Counts, MonthStage, no_grades

from .audience import ShownMonths, Withheld, shown_in_parts
from .counted import FINISHED, SUBMITTED, Scope, counting


@dataclass(frozen=True)
class PartGrades:
    """One service or team, None where an audit has none, with the overall judgements of its audits."""

    part: Service | Team | None
    counts: Counts

    @property
    def name(self) -> str:
        return self.part.name if self.part else ""


@dataclass(frozen=True)
class PartsOfStage:
    """Months at one stage, and each part's grades in all of them together, by name; who has none comes last."""

    stage: Stage
    months: Sequence[MonthStage]
    parts: Sequence[PartGrades]


def parts_side_by_side(person: Person, scope: Scope, shown: ShownMonths) -> tuple[list[PartsOfStage], Sequence[Withheld]]:
    """The services, or where one is chosen its teams, in the months of which this person is `shown` the grades; and what of them is not.

    After moderation first, then before. For a wider audience a month is there only where no count of its parts gives anything away.
    """
    split = shown_in_parts(person, shown, scope)
    stages = ((stage, [month for month in split.months if month.stage == stage]) for stage in (Stage.AGREED, Stage.PRE))
    asked = [(stage, months, _by_team(scope, months)) for stage, months in stages if months]
    rows = ListQuestion(Team.objects.select_related("service"), lambda teams: {str(team.pk): team for team in teams})
    teams, *counts = answers_to(rows, *(question for _, _, question in asked))
    found = [PartsOfStage(stage, months, _parts(scope, months, teams, of)) for (stage, months, _), of in zip(asked, counts, strict=True)]
    return found, split.withheld


def _by_team(scope: Scope, months: Sequence[MonthStage]) -> ListQuestion[Counter[Any]]:
    grade, states = ("after", FINISHED) if months[0].stage == Stage.AGREED else ("before", SUBMITTED)
    of_months = scope.over(min(month.month for month in months), max(month.month for month in months))
    return counting(of_months, "month", "value", grade, split=CountedBy.TEAM, states=states, overall=True)


def _parts(scope: Scope, months: Sequence[MonthStage], teams: Mapping[str, Team], counts: Counter[Any]) -> list[PartGrades]:
    wanted = {month.month for month in months}
    found: dict[Service | Team | None, dict[Grade, int]] = {}
    for (month, value, given), count in counts.items():
        if given and month in wanted:
            of_part = found.setdefault(_part_of(scope, teams.get(value)), no_grades())
            of_part[Grade(given)] += count
    by_name = [PartGrades(part, of_part) for part, of_part in found.items()]
    return sorted(by_name, key=lambda each: (each.part is None, folded(each.name)))


def _part_of(scope: Scope, team: Team | None) -> Service | Team | None:
    return team if scope.service or scope.team else (team.service if team else None)
