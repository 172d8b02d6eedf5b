"""Tables for a warehouse: read back with their types, units and values."""

import datetime
import io
import json
from decimal import Decimal

import pyarrow
import pyarrow.parquet
import pytest
from django.core.management import call_command

from feeds.datasets import TABLES
from feeds.enums import ColumnKind

TYPES = {
    ColumnKind.MONTH: pyarrow.date32(),
    ColumnKind.DAY: pyarrow.date32(),
    ColumnKind.TEXT: pyarrow.string(),
    ColumnKind.INTEGER: pyarrow.int64(),
    ColumnKind.DECIMAL: pyarrow.decimal128(20, 4),
    ColumnKind.YES_NO: pyarrow.bool_(),
}


def read(content: bytes) -> pyarrow.Table:
    return pyarrow.parquet.read_table(io.BytesIO(content))


def test_a_table_is_read_back_with_the_values_of_the_interface(program, june, july):
    table = read(program.get("/api/v1/grades.parquet").content)

    wanted = [row | {"month": datetime.date.fromisoformat(row["month"])} for row in program.rows("grades")]
    assert table.to_pylist() == wanted


@pytest.mark.parametrize("name", TABLES)
def test_each_column_has_its_type_its_unit_and_says_what_it_is(lead, june, name):
    schema = read(lead.get(f"/feeds/tables/{name}/parquet/").content).schema

    columns = TABLES[name].columns
    assert [(field.name, field.type) for field in schema] == [(column.name, TYPES[column.kind]) for column in columns]
    assert [field.metadata for field in schema] == [{b"says": column.says.encode(), b"unit": column.unit.encode()} for column in columns]
    assert schema.metadata[b"table"] == name.encode()
    assert schema.metadata[b"audience"] == b"staff"


def test_figures_are_exact(program, analyst, scorecard):
    figures = read(program.get("/api/v1/figures.parquet").content).to_pylist()

    (cared_for,) = [row for row in figures if row["indicator"] == "cared-for-children-number" and row["period"] == "July 2023"]
    assert (cared_for["figure"], cared_for["period_ends"]) == (Decimal("617.0000"), datetime.date(2023, 7, 31))


def test_the_command_writes_every_table_and_says_what_it_wrote(june, july, tmp_path, capsys):
    call_command("export_aggregates", str(tmp_path / "out"), "--audience", "staff")

    said = json.loads(capsys.readouterr().out)
    assert {each["table"] for each in said["files"]} == set(TABLES)
    grades = pyarrow.parquet.read_table(tmp_path / "out" / "grades.parquet")
    assert next(each["rows"] for each in said["files"] if each["table"] == "grades") == grades.num_rows == 48


def test_the_command_writes_the_same_bytes_for_the_same_figures(june, tmp_path):
    for folder in ("first", "second"):
        call_command("export_aggregates", str(tmp_path / folder))

    assert (tmp_path / "first" / "grades.parquet").read_bytes() == (tmp_path / "second" / "grades.parquet").read_bytes()
