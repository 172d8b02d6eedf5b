"""The tables of the pages of imports and mappings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import slugify

from foundation.documents import AnyRow, Cell, CellKind, Column, Fragment, Table
from foundation.documents.formats import month, number, uk_date
from performance.imports.pages.mappings import SavedMapping
from performance.imports.queries.batches import FigureOfBatch
from performance.imports.services.checks import CheckedRows
from performance.models import Import

CHECKED = {
    "refused": "Refused",
    "restated": "Restated",
    "statuses": "Status",
    "words": "Comments and actions",
    "jumps": "Is this right?",
    "new": "New",
}


def checked_tables(facts: Mapping[str, Any]) -> dict[str, Table]:
    """What the check of a file found, as it was kept, by its name there."""
    return {name: _checked(caption, facts[name]) for name, caption in CHECKED.items()}


def _checked(caption: str, rows: CheckedRows) -> Table:
    columns = [Column(heading, numeric=is_figure) for heading, _, is_figure in rows[0]] if rows else []
    return Table(caption, columns, [[text for _, text, _ in row] for row in rows], paged=True, key=slugify(caption))


def first_rows_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    return Table("The first rows of the file", [Column(heading) for heading in header], rows, folds=False)


def batches_table(batches: Iterable[Import]) -> Table:
    columns = [
        *(Column("Number", numeric=True, more=True), Column("File", names_row=True, light=True), Column("Imported")),
        *(Column("New", numeric=True), Column("Restated", numeric=True, more=True), Column("State")),
    ]
    rows: list[AnyRow] = [
        [
            Cell(each.pk, text=str(each.pk)),
            Cell(each.file_name, href=each.get_absolute_url(), aside=read_as(each)),
            f"{uk_date(each.imported_at)} by {each.imported_by}",
            number(each.counts.get("stored")),
            number(each.counts.get("restated")),
            Cell("Undone", CellKind.STATE) if each.undone_at else "In use",
        ]
        for each in batches
    ]
    return Table("Imports, latest first", columns, rows)


def read_as(batch: Import) -> str:
    return f"By the mapping “{batch.mapping}”" if batch.mapping else batch.get_shape_display()


def figures_table(figures: Iterable[FigureOfBatch]) -> Table:
    columns = [
        *(
            Column("Row", numeric=True, more=True),
            Column("Indicator", names_row=True, light=True),
            Column("Place", more=True),
            Column("Period to"),
        ),
        *(Column("Figure", numeric=True), Column("Was", numeric=True)),
    ]
    rows: list[AnyRow] = [
        [Cell(each.row, text=str(each.row)), each.indicator, each.place, month(each.month), each.text, each.was] for each in figures
    ]
    return Table("Figures as this file gave them", columns, rows, paged=True)


def mappings_table(saved: Iterable[SavedMapping]) -> Table:
    columns = [
        Column("Name", names_row=True, light=True),
        *(Column("What it reads"), Column("Columns", more=True), Column("Saved", more=True), Column("Last used")),
        Column("What to do", unseen=True),
    ]
    return Table("Saved mappings, by name", columns, [_mapping_cells(each) for each in saved], paged=True)


def _mapping_cells(each: SavedMapping) -> AnyRow:
    mapping, used = each.mapping, each.used
    columns = Fragment("performance/cells/mapping_columns.html", {"columns": each.columns})
    return [
        Cell(str(mapping), href=reverse("performance:saved-mapping", args=[mapping.pk])),
        Cell(each.layout, notes=[each.where] if each.where else []),
        Cell("; ".join(each.columns), fragment=columns),
        f"{uk_date(mapping.saved_at)} by {mapping.saved_by}",
        Cell(used.file_name, href=used.get_absolute_url(), notes=[uk_date(used.imported_at)]) if used else "Not yet",
        Cell("Delete", href=reverse("performance:delete-mapping", args=[mapping.pk]), unseen=f"the mapping {mapping}", acts=True),
    ]
