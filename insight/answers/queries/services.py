"""How overall judgements fall to the services, as a reader may see them beside each other."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from audits.calculations import safe_to_break_down
from audits.enums import CountedBy, Grade, Stage
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person, Team
from foundation.names import folded
from insight.calculations import Counts, MonthStage, graded, no_grades
from insight.queries.counted import FINISHED, SUBMITTED, counted

from .practice import PracticeShown


@dataclass(frozen=True)
class ServicesShown:
    """By name of the service, the grades of `months`; `left_out` are months whose services are too small to be shown beside each other."""

    counts: Mapping[str, Counts] = field(default_factory=dict)
    months: Sequence[MonthStage] = ()
    left_out: Sequence[MonthStage] = ()


def services_of(person: Person, practice: PracticeShown) -> ServicesShown:
    """Two queries. A wider audience is shown a month by service where every count of every service is none or at least five, and none of
    what is narrowed by something else besides.
    """
    cells, sees_all = _cells(practice), reads_every_audit(person)
    by_team_alone = not practice.scope.parts.keys() - {CountedBy.TEAM}
    shown = [month for month in practice.now if sees_all or (by_team_alone and _is_safe(cells.get(month.month, {})))]
    counts = _summed(cells.get(month.month, {}) for month in shown)
    kept = {name: counts[name] for name in sorted(counts, key=folded) if graded(counts[name])}
    return ServicesShown(kept, shown, [month for month in practice.now if month not in shown])


def _summed(months: Iterable[Mapping[str, Counter[str]]]) -> dict[str, Counts]:
    """By service over all months, without those audits that have none."""
    total: dict[str, Counter[str]] = {}
    for month in months:
        for service, given in month.items():
            total.setdefault(service, Counter()).update(given)
    return {name: no_grades() | {Grade(code): count for code, count in given.items()} for name, given in total.items() if name}


def _cells(practice: PracticeShown) -> dict[datetime.date, dict[str, Counter[str]]]:
    """By month and service, how often each grade was given; the service of a team that has none is empty."""
    if not practice.now:
        return {}
    names = {str(pk): name for pk, name in Team.objects.exclude(service=None).order_by().values_list("pk", "service__name")}
    grade, states = ("after", FINISHED) if practice.stage == Stage.AGREED else ("before", SUBMITTED)
    found: dict[datetime.date, dict[str, Counter[str]]] = {}
    rows = counted(practice.scope, "month", "value", grade, split=CountedBy.TEAM, states=states, overall=True)
    for (month, team, given), count in rows.items():
        if given:
            found.setdefault(month, {}).setdefault(names.get(team, ""), Counter())[given] += count
    return found


def _is_safe(cells: Mapping[str, Counter[str]]) -> bool:
    """One service is the whole month; of several each count must be safe."""
    return len(cells) < 2 or safe_to_break_down(cells.values())
