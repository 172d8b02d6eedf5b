"""How often each theme of findings was seen: tables for the page and rows for the download."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from audits.enums import FindingKind, Source
from audits.models import FindingTheme
from foundation.accounts.models import Service
from foundation.council.months import month_code, month_name, period_name
from foundation.documents import AnyRow, Cell, CellValue, Column, Month, Table, plain_table
from foundation.names import folded
from insight.calculations import Share
from insight.enums import ThemePart
from insight.themes.queries.counts import CodedFindings, Repetition, Row, ThemeCounts, ThemeScope

# A table of more months would be wider than its page; a file has all of them.
MOST_MONTHS = 12
_SHADES = 5
KINDS = {FindingKind.AREA: "Areas for improvement", FindingKind.STRENGTH: "Strengths"}
REPEATS = (
    "A theme repeats where it was seen in at least one audit of each of three or more months in a row. "
    "Months without findings are passed over."
)
HOW_COUNTED = (
    "An audit counts once for a theme, however many of its findings were coded to it. “Of” is the number of submitted audits in which a "
    "strength or an area for improvement was written. What was coded to a theme that was merged counts under the other one."
)
UNDER_FIVE, UNDER_FIVE_A_MONTH = "under 5", "under 5 in each month"
EXPORT_HEADER = ("Theme", "Strength or area", "Counted by", "Part", "Audits", "Of audits", "%")


@dataclass(frozen=True)
class FindingLinks:
    """Where the findings behind a count are listed; nowhere for readers who may open none."""

    scope: ThemeScope
    opens: bool

    def to(self, row: Row) -> str:
        return self._list(row, {})

    def to_part(self, row: Row, part: ThemePart, key: Any) -> str:
        """Of one part of a breakdown; nowhere for what has no cohort or service, by which no list is narrowed."""
        if not key:
            return ""
        return self._list(row, {"first": month_code(key), "last": month_code(key)} if part == ThemePart.MONTH else {part.value: key})

    def _list(self, row: Row, narrowed: dict[str, Any]) -> str:
        if not self.opens:
            return ""
        asked = {"theme": row[0], "kind": row[1].value, "first": month_code(self.scope.first), "last": month_code(self.scope.last)}
        chosen = {"cohort": self.scope.cohort, "service": self.scope.service}
        asked |= {name: value for name, value in chosen.items() if value}
        return f"{reverse('audits:findings')}?{urlencode(asked | narrowed)}"


def names_of(themes: Iterable[FindingTheme]) -> dict[int, str]:
    return {theme.pk: theme.name for theme in themes}


def parts_of(counts: ThemeCounts) -> list[tuple[Any, str]]:
    """The parts of a breakdown in their order, each with its heading."""
    match counts.part:
        case ThemePart.MONTH:
            return [(month, month_name(month)) for month in sorted(counts.audits)]
        case ThemePart.SOURCE:
            return [(source.value, str(source.label)) for source in Source if counts.audits.get(source.value)]
        case ThemePart.SERVICE:
            names = dict(Service.objects.values_list("pk", "name"))
            return sorted(((key, names.get(key, "No service")) for key in counts.audits), key=lambda each: folded(each[1]))
        case _:
            return sorted(((key, key or "No cohort") for key in counts.audits), key=lambda each: folded(each[1]))


def rows_of(kind: FindingKind, counts: ThemeCounts, names: Mapping[int, str]) -> list[Row]:
    """The themes that were seen, most often first."""
    rows = [row for row in counts.seen if row[1] == kind and row[0] in names]
    return sorted(rows, key=lambda row: (-counts.total(row), folded(names[row[0]])))


def themes_table(
    kind: FindingKind, counts: ThemeCounts, by: ThemeCounts, names: Mapping[int, str], links: FindingLinks, query: str
) -> Table:
    """A row a theme: in how many audits it was seen, by `counts`, and in how many of each part of the breakdown `by`."""
    parts = parts_of(by)[-MOST_MONTHS:] if by.part == ThemePart.MONTH else parts_of(by)
    columns = [
        Column("Theme", names_row=True, light=True),
        Column("Audits", numeric=True),
        *(Column(_short(by.part, key, heading), numeric=True, label=heading, more=True) for key, heading in parts),
    ]
    rows: list[AnyRow] = []
    for row in rows_of(kind, counts, names):
        theme = Cell(names[row[0]], href=f"{reverse('insight:theme', args=[row[0]])}{query}")
        cells = [_part_cell(by.seen.get(row, {}).get(key, 0), by.audits[key], links.to_part(row, by.part, key)) for key, _ in parts]
        rows.append([theme, _whole_cell(row, counts, links.to(row), names[row[0]]), *cells])
    return Table(KINDS[kind], columns, rows, empty="No finding was coded to a theme.", style="qa-heat", key=kind.value)


def _whole_cell(row: Row, counts: ThemeCounts, href: str, name: str) -> Cell:
    """In how many audits in all; where some months hold back a count under five, no more than what is shown of the others."""
    whole = Share(counts.total(row), counts.of)
    if None not in counts.seen.get(row, {}).values():
        return Cell(whole.count, text=whole.words, href=href, unseen=f"with {name}")
    text = f"at least {whole.count} of {whole.n}" if whole.count else UNDER_FIVE_A_MONTH
    return Cell(None, text=text, href=href, unseen=f"with {name}")


def _short(part: ThemePart, key: Any, heading: str) -> str:
    return f"{key:%b %Y}" if part == ThemePart.MONTH else heading


def _part_cell(count: int | None, of: int, href: str) -> Cell:
    if count is None:
        return Cell(None, text=UNDER_FIVE, style="qa-muted")
    shade = min(count * _SHADES // of, _SHADES - 1) if of else 0
    return Cell(count, href=href if count else "", unseen=f"of {of} audits", style=f"qa-heat__{shade}")


def unseen_words(kind: FindingKind, counts: ThemeCounts, names: Mapping[int, str]) -> str:
    """“Not seen: Recording; Identity and culture.”"""
    seen = {row[0] for row in counts.seen if row[1] == kind}
    missing = sorted((name for theme, name in names.items() if theme not in seen), key=folded)
    return f"Not seen: {'; '.join(missing)}." if missing else ""


def repetitions_table(found: Sequence[Repetition], names: Mapping[int, str], links: FindingLinks, query: str) -> Table:
    columns = [
        Column("Theme", names_row=True, light=True),
        Column("Strength or area"),
        Column("Months in a row"),
        Column("Audits", numeric=True),
    ]
    rows: list[AnyRow] = [
        [
            Cell(names[each.row[0]], href=f"{reverse('insight:theme', args=[each.row[0]])}{query}"),
            str(each.row[1].label),
            f"{len(each.months)}: {period_name(each.months[0], each.months[-1])}",
            Cell(each.seen, text=Share(each.seen, each.of).words, href=_over(each, links), unseen=f"with {names[each.row[0]]}"),
        ]
        for each in found
        if each.row[0] in names
    ]
    return Table("What repeats", columns, rows, empty="No theme was seen in three months in a row.")


def _over(found: Repetition, links: FindingLinks) -> str:
    over = ThemeScope(found.months[0], found.months[-1], links.scope.cohort, links.scope.service)
    return FindingLinks(over, links.opens).to(found.row)


def breakdown_table(theme: FindingTheme, counts: ThemeCounts, links: FindingLinks) -> Table:
    """One theme by the parts of a breakdown: in how many audits as an area for improvement, as a strength, of how many."""
    heading = str(counts.part.label)
    columns = [
        Column(heading, names_row=True, light=True),
        *(Column(words, numeric=True) for words in KINDS.values()),
        Column("Audits (n)", numeric=True),
    ]
    rows: list[AnyRow] = []
    for key, part in parts_of(counts):
        of = counts.audits[key]
        found = [((theme.pk, kind), counts.seen.get((theme.pk, kind), {}).get(key, 0)) for kind in KINDS]
        rows.append([part, *(_count_cell(count, links.to_part(row, counts.part, key), part) for row, count in found), of])
    return Table(f"By {heading[:1].lower()}{heading[1:]}", columns, rows)


def _count_cell(count: int | None, href: str, part: str) -> Cell:
    return Cell(None, text=UNDER_FIVE, style="qa-muted") if count is None else Cell(count, href=href if count else "", unseen=f"in {part}")


def coding_words(found: CodedFindings) -> str:
    """How many findings have no theme yet; empty where every one has."""
    if not found.uncoded:
        return ""
    are = "has" if found.uncoded == 1 else "have"
    return f"{found.uncoded:,} of {found.written:,} findings {are} no theme yet, so that a theme may have been seen more often."


def theme_figures(counts: ThemeCounts, found: CodedFindings) -> list[dict[str, Any]]:
    return [
        {"number": counts.of, "text": "audits with findings"},
        {"number": found.written, "text": "findings written"},
        {"number": found.coded, "text": "coded to themes"},
    ]


def counts_sheet(breakdowns: Sequence[ThemeCounts], names: Mapping[int, str]) -> Table:
    rows: list[AnyRow] = []
    for counts in breakdowns:
        parts = parts_of(counts)
        for row in (row for kind in KINDS for row in rows_of(kind, counts, names)):
            for key, part in parts:
                count, of = counts.seen[row].get(key, 0), counts.audits[key]
                shown = Cell(None, text=UNDER_FIVE) if count is None else Cell(count)
                percent = None if count is None else Share(count, of).percent
                rows.append(
                    [names[row[0]], str(row[1].label), str(counts.part.label), _part_value(counts.part, key, part), shown, of, percent]
                )
    return plain_table("Themes of findings", EXPORT_HEADER, rows)


def _part_value(part: ThemePart, key: Any, heading: str) -> CellValue:
    """A month that a spreadsheet can sort."""
    return Month(key) if part == ThemePart.MONTH else heading


def offers(
    counts: ThemeCounts, month: datetime.date, names: Mapping[int, str], drafted: Iterable[Row]
) -> dict[FindingKind, list[tuple[str, str]]]:
    """What can be drafted for a month, by kind: the key of each theme, with its name and in how many audits it was seen."""
    done, of = set(drafted), counts.audits.get(month, 0)
    rows = [(row, seen.get(month) or 0) for row, seen in counts.seen.items() if row not in done and row[0] in names]
    ordered = sorted(rows, key=lambda each: (-each[1], folded(names[each[0][0]])))
    return {
        kind: [(str(row[0]), f"{names[row[0]]}: {Share(count, of).words}") for row, count in ordered if row[1] == kind and count]
        for kind in FindingKind
    }
