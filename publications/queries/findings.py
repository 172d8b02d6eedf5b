"""The themes of findings that a publication is written from, counted as all staff may read it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from audits.enums import FindingKind
from audits.themes.queries.themes import theme_names
from insight.themes.queries.counts import Row, ThemeScope, counts_for_others, theme_counts
from publications.models import Publication
from publications.stored import FrozenFinding


@dataclass(frozen=True)
class CountedTheme:
    """A theme in strengths or in areas for improvement, with its counts."""

    theme: int
    kind: FindingKind
    counted: FrozenFinding


def counted_themes(first: datetime.date, last: datetime.date) -> list[CountedTheme]:
    """What was seen in these months, areas for improvement first and those of the most audits first, as a wider audience is shown it."""
    counts = counts_for_others(theme_counts(ThemeScope(first, last)))
    names = theme_names()
    found = [
        CountedTheme(row[0], row[1], _frozen(names[row[0]], row, counts.total(row), counts.of, None in counts.seen[row].values()))
        for row in counts.seen
    ]
    return sorted(found, key=lambda each: (each.kind != FindingKind.AREA, -each.counted.seen, each.counted.theme))


def _frozen(name: str, row: Row, seen: int, of: int, is_at_least: bool) -> FrozenFinding:
    return FrozenFinding(name, row[1], seen, of, is_at_least)


def counted_findings(publication: Publication) -> list[FrozenFinding]:
    """Those that the publication is written from, as they are counted now."""
    rows = list(publication.findings.select_related("theme__merged_into"))
    if not rows or not publication.first_month or not publication.last_month:
        return []
    now = {(each.theme, each.kind): each.counted for each in counted_themes(publication.first_month, publication.last_month)}
    found: Sequence[tuple[int, FindingKind, str]] = [
        (row.theme.merged_into_id or row.theme_id, FindingKind(row.kind), str(row.theme.merged_into or row.theme)) for row in rows
    ]
    of = next((each.of for each in now.values()), 0)
    return [now.get((theme, kind)) or FrozenFinding(name, kind, 0, of) for theme, kind, name in found]
