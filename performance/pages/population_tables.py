"""Populations and other denominators, and what is derived from them, as a page shows them."""

from foundation.documents import AnyRow, Cell, Column, Fragment, Table
from foundation.documents.formats import month, number
from performance.models import Import
from performance.pages.denominators import Denominators, EstimateRow, PlaceRows


def estimates_table(place: PlaceRows, found: Denominators) -> Table:
    """One place's estimates of children."""
    columns = [
        Column("Mid-year", names_row=True, light=True),
        Column("Estimate", numeric=True),
        *(Column(heading) for heading in ("Whose", "File", "Earlier files said")),
    ]
    rows = [_estimate_cells(row, found) for row in place.rows]
    return Table(f"Children aged 0 to 17: {place.name}", columns, rows)


def _estimate_cells(row: EstimateRow, found: Denominators) -> list[Cell]:
    each = row.estimate
    versions = Fragment("performance/cells/versions.html", {"versions": each.versions})
    return [
        Cell(each.day, fragment=Fragment("performance/cells/estimate.html", {"row": row, "month": found.month})),
        Cell(each.value, text=number(each.value)),
        Cell("Our own" if each.is_own else "Published"),
        _file(each.source, each.row),
        Cell("", fragment=versions if each.versions else None),
    ]


def derived_table(found: Denominators) -> Table:
    """Figures in no file, worked out here."""
    columns = [
        Column("Indicator", names_row=True, light=True),
        Column("Derived here", numeric=True),
        *(Column(heading) for heading in ("Sum", "Divided by")),
    ]
    rows: list[AnyRow] = [
        [
            Cell(row.indicator.shown_label, href=row.indicator.get_absolute_url(), aside=row.period),
            Cell(row.value, text=row.text, notes=[row.unit]),
            row.working,
            Cell(row.of, fragment=Fragment("performance/cells/divided_by.html", {"row": row})),
        ]
        for row in found.derived
    ]
    return Table(f"Rates and shares derived for {month(found.month)}", columns, rows)


def implied_table(found: Denominators) -> Table:
    """The population that each printed rate was divided by."""
    columns = [
        Column("Rate", names_row=True, light=True),
        *(Column(heading, numeric=True) for heading in ("Count", "Printed rate")),
        *(Column(heading, numeric=True, nowrap=True) for heading in ("Implies", "Estimate taken")),
        Column("Difference"),
    ]
    rows: list[AnyRow] = [
        [
            Cell(row.label, aside=month(row.month)),
            Cell(row.count, text=number(row.count)),
            Cell(row.rate, text=number(row.rate, 1)),
            Cell(row.implied, text=number(row.implied), notes=[f"{number(row.low)} to {number(row.high)}"]),
            Cell(row.estimate.value, text=number(row.estimate.value), notes=[row.estimate.day]) if row.estimate else None,
            row.verdict,
        ]
        for row in found.implied
    ]
    return Table("Children that the scorecard’s rates were divided by", columns, rows, key="implied")


def counts_table(found: Denominators) -> Table:
    """Counts of ours that other figures are shares or rates of."""
    columns = [
        Column("Count", names_row=True, light=True),
        Column("Figure", numeric=True),
        *(Column(heading) for heading in ("File", "Earlier files said", "Shares and rates of it")),
    ]
    rows: list[AnyRow] = [
        [
            Cell(row.indicator.shown_label, href=row.indicator.get_absolute_url(), aside=row.period),
            row.text,
            _file(row.source, row.row),
            "; ".join(row.versions),
            ", ".join(row.used_by),
        ]
        for row in found.counts
    ]
    return Table("Other denominators, latest figure", columns, rows)


def _file(source: Import, row: int) -> Cell:
    """Where a figure came from; on the page a link for people who may open imports."""
    return Cell(f"{source.file_name}, row {row}", fragment=Fragment("performance/_file.html", {"source": source, "row": row}))
