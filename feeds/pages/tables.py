"""The tables that programs read, with their files."""

from django.urls import reverse

from feeds.datasets import TABLES, FeedTable
from feeds.enums import FeedScope, TableFormat
from foundation.documents import AnyRow, Cell, Column, Table


def tables_table(*, may_take: bool) -> Table:
    columns = [
        Column("Table", names_row=True),
        Column("What is in it"),
        Column("Scope"),
        *([Column(str(each.label)) for each in TableFormat] if may_take else []),
    ]
    return Table("Tables", columns, [_row(table, may_take) for table in TABLES.values()])


def _row(table: FeedTable, may_take: bool) -> AnyRow:
    files = [_file(table, each) for each in TableFormat] if may_take else []
    return [Cell(table.title, notes=[f"/api/v1/{table.name}"]), table.about, str(FeedScope(table.scope).value), *files]


def _file(table: FeedTable, file_format: TableFormat) -> Cell:
    href = reverse("feeds:take", args=[table.name, file_format.value])
    return Cell("Download", href=href, unseen=f"{table.title} as {file_format.label}", acts=True)
