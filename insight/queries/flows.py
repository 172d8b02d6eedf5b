"""What moderation changed: the grades first submitted against those agreed, for moderated audits."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from audits.enums import PRACTICE_GRADES, AuditState, Grade, Stage
from audits.models import Judgement
from audits.tool.queries import domain_lines
from performance.querysets import released

from .distributions import in_order_of_lines

_ORDER = {grade: place for place, grade in enumerate(PRACTICE_GRADES)}


@dataclass(frozen=True)
class Moves:
    """How many grades of a domain, empty for the overall judgement, moderation raised, left and lowered."""

    domain: str
    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        return self.up + self.same + self.down


@dataclass(frozen=True)
class Flow:
    """`matrix[before][after]` counts overall judgements; `moves` has overall first, then each domain."""

    audits: int
    matrix: dict[Grade, dict[Grade, int]]
    moves: list[Moves]


def flow(first: datetime.date, last: datetime.date, cohort: str = "", hidden: Collection[datetime.date] = ()) -> Flow:
    """Moderated audits of the months from `first` to `last`, but the `hidden`. Released ones are left out: nobody compared their grades."""
    before = Judgement.objects.filter(audit=OuterRef("audit"), stage=Stage.PRE)
    same_domain = before.filter(domain=OuterRef("domain")).values("grade")[:1]
    agreed = (
        Judgement.objects.at(Stage.AGREED)
        .counted()
        .filter(
            released("audit__cycle__month"),
            audit__state=AuditState.MODERATED,
            audit__cycle__month__gte=first,
            audit__cycle__month__lte=last,
        )
        .exclude(audit__cycle__month__in=list(hidden))
        .order_by()
    )
    if cohort:
        agreed = agreed.filter(audit__cohort=cohort)
    overall = agreed.overall().annotate(before=Subquery(before.overall().values("grade")[:1]))
    domains = agreed.of_domains().annotate(before=Subquery(same_domain))
    pairs = Counter({(before, after): count for before, after, count in overall.values_list("before", "grade").annotate(Count("pk"))})
    by_domain: dict[str, Counter] = {}
    lines, rows = domain_lines(), domains.values_list("domain", "before", "grade").annotate(Count("pk"))
    for domain, was, after, count in in_order_of_lines(rows, lines, domain_at=0):
        by_domain.setdefault(lines[domain].name, Counter())[was, after] += count
    return Flow(
        audits=sum(pairs.values()),
        matrix={was: {after: pairs[was, after] for after in PRACTICE_GRADES} for was in PRACTICE_GRADES},
        moves=[_moves("", pairs), *(_moves(name, counts) for name, counts in by_domain.items())],
    )


def _moves(domain: str, pairs: Counter) -> Moves:
    """A grade that was not applicable before moderation or is so after it did not move."""
    steps: Counter[str] = Counter()
    for (was, after), count in pairs.items():
        if was in _ORDER and after in _ORDER:
            step = _ORDER[was] - _ORDER[after]
            steps["up" if step > 0 else "down" if step < 0 else "same"] += count
    return Moves(domain, steps["up"], steps["same"], steps["down"])
