"""A table as a file: CSV and Excel as everywhere in the portal, Parquet with the types and units of its columns."""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from feeds.datasets import FeedColumn, FeedTable, PlainRow
from feeds.enums import ColumnKind, FeedAudience, TableFormat
from foundation.council.downloads import XLSX, council_workbook
from foundation.documents import AnyRow, CellValue, Month, Table, plain_table, write_csv, write_xlsx

PARQUET = "application/vnd.apache.parquet"
MEDIA_TYPES = {TableFormat.CSV: "text/csv; charset=utf-8", TableFormat.EXCEL: XLSX, TableFormat.PARQUET: PARQUET}
# Figures are stored with four decimals; a median of days has one.
DIGITS, DECIMALS = 20, 4


def table_as_file(table: FeedTable, rows: Sequence[PlainRow], file_format: TableFormat, audience: FeedAudience) -> bytes:
    """Its bytes, the same for the same rows."""
    if file_format == TableFormat.PARQUET:
        return as_parquet(table, rows, audience)
    if file_format == TableFormat.EXCEL:
        return write_xlsx(council_workbook([as_sheet(table, rows)], table.title))
    # For programs: a month is its first day there, as in every other form.
    return write_csv(plain_table(table.title, table.header, rows))


def as_sheet(table: FeedTable, rows: Sequence[PlainRow]) -> Table:
    """Under the names of its columns, which programs know; a month as a spreadsheet shows it."""
    kinds = [column.kind for column in table.columns]
    cells: list[AnyRow] = [[_cell(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows]
    return plain_table(table.title, table.header, cells)


def _cell(kind: ColumnKind, value: Any) -> CellValue:
    return Month(value) if kind == ColumnKind.MONTH and isinstance(value, datetime.date) else value


def as_parquet(table: FeedTable, rows: Sequence[PlainRow], audience: FeedAudience) -> bytes:
    """Each column says what it holds and in which unit; the file says which table it is, for whom."""
    # A large library, of which no page has need.
    import pyarrow
    import pyarrow.parquet

    fields = [_field(column) for column in table.columns]
    about = {"table": table.name, "title": table.title, "about": table.about, "audience": audience.value}
    columns = [
        pyarrow.array([_exact(column, row[place]) for row in rows], type=field.type)
        for place, (column, field) in enumerate(zip(table.columns, fields, strict=True))
    ]
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(columns, schema=pyarrow.schema(fields, metadata=about)), out)
    return out.getvalue()


def _field(column: FeedColumn) -> Any:
    import pyarrow

    types = {
        ColumnKind.MONTH: pyarrow.date32(),
        ColumnKind.DAY: pyarrow.date32(),
        ColumnKind.TEXT: pyarrow.string(),
        ColumnKind.INTEGER: pyarrow.int64(),
        ColumnKind.DECIMAL: pyarrow.decimal128(DIGITS, DECIMALS),
        ColumnKind.YES_NO: pyarrow.bool_(),
    }
    return pyarrow.field(column.name, types[column.kind], metadata={"says": column.says, "unit": column.unit})


def _exact(column: FeedColumn, value: Any) -> Any:
    if column.kind != ColumnKind.DECIMAL or value is None:
        return value
    return Decimal(value).quantize(Decimal(1).scaleb(-DECIMALS))
