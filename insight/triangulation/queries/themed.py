"""What auditors wrote on a theme: each audit once, with where its strengths and its areas for improvement were seen or heard."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from audits.calculations import FEWEST, is_small
from audits.enums import FindingKind, Source
from audits.models import Finding, FindingTheme
from audits.themes.queries.themes import codes_counted_under
from audits.tool.queries import domain_lines
from foundation.lookups.read_once import read_once
from insight.calculations import Share
from insight.queries.counted import Scope, audits_of

AREA, STRENGTH = FindingKind.AREA, FindingKind.STRENGTH


@dataclass(frozen=True)
class AuditOnTheme:
    """An audit of which findings were coded to the theme: from where it has each kind of them."""

    number: int
    month: datetime.date
    sources: dict[FindingKind, set[Source]] = field(default_factory=dict)

    @property
    def kinds(self) -> frozenset[FindingKind]:
        return frozenset(self.sources)


def audits_on_theme(theme: int, scope: Scope, months: Collection[datetime.date]) -> list[AuditOnTheme]:
    """Of the submitted audits of the scope in these months; what was coded to themes that were merged into it counts too. One query,
    once for a page.
    """
    return read_once((audits_on_theme, theme, scope, tuple(months)), lambda: _read(theme, scope, months))


def _read(theme: int, scope: Scope, months: Collection[datetime.date]) -> list[AuditOnTheme]:
    rows = Finding.objects.filter(
        codes_counted_under(theme), audit__in=audits_of(scope).filter(cycle__month__in=list(months)).order_by().values("pk")
    )
    found: dict[int, AuditOnTheme] = {}
    for number, month, kind, source in rows.order_by("audit").values_list("audit", "audit__cycle__month", "kind", "source"):
        one = found.setdefault(number, AuditOnTheme(number, month))
        one.sources.setdefault(FindingKind(kind), set()).add(Source(source))
    return list(found.values())


def domains_of_theme(theme: FindingTheme) -> tuple[str, ...]:
    """By the newest name of each, in the order of the tool."""
    lines = domain_lines()
    of = {lines[pk] for pk in theme.domains.order_by().values_list("pk", flat=True) if pk in lines}
    return tuple(line.name for line in sorted(of, key=lambda line: line.position))


def share_of_strengths(found: Collection[AuditOnTheme]) -> Share:
    """In how many the theme is in strengths alone."""
    return Share(sum(AREA not in each.kinds for each in found), len(found))


def themes_in_safe_months(found: Iterable[AuditOnTheme]) -> list[AuditOnTheme]:
    """What a wider audience may be told of: no month in which a theme is in fewer than five audits, or in one to four of a sort."""
    rows = list(found)
    of_month = Counter(each.month for each in rows)
    sorts = Counter((each.month, each.kinds) for each in rows)
    unsafe = {month for month, n in of_month.items() if n < FEWEST} | {month for (month, _), n in sorts.items() if is_small(n)}
    return [each for each in rows if each.month not in unsafe]


def count_by_source(found: Iterable[AuditOnTheme]) -> Counter[tuple[Source, FindingKind]]:
    """In how many audits each kind of finding is from each source."""
    return Counter((source, kind) for each in found for kind, sources in each.sources.items() for source in sources)
