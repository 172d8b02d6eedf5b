"""A hundred thousand figures with every check, restatement and provenance, against the least that could store them."""

import csv
import io
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare

MEASURES, COUNCILS, YEARS = 100, 100, 10
COUNT = MEASURES * COUNCILS * YEARS
# Every so many figures is stored already, with another value.
RESTATED_EVERY = 100
FEWER = 10_000
HEADER = ("measure_code", "year", "la_code", "area", "region", "non_numeric_marker", "value")
COLUMNS = "indicator_id, place_id, month, value, missing_mark, source_id, row"
ALLOWED_MB = 300


def rows() -> list[Row]:
    portal.demo()
    begun(), emptied(), content("csv"), content("xlsx")  # made before anything is timed
    size = f"{COUNT:,} figures, {COUNT // RESTATED_EVERY:,} of them restated"
    floor = "the same reader and executemany of ready rows into the same table"
    return [
        compare(
            f"import figures {kind}",
            ours=lambda kind=kind: imported(copy(begun(), "ours"), content(kind), f"figures.{kind}"),
            other=lambda kind=kind: floor_of(copy(emptied()[0], "floor"), content(kind), f"figures.{kind}"),
            other_is=floor,
            size=f"{size}, as {kind.upper()}",
            limit=2,
            times=3,
        )
        for kind in ("csv", "xlsx")
    ] + [against_import_export(), memory()]


@cache
def lines(count: int = COUNT) -> list[tuple]:
    made = (
        (
            f"Measure_{measure:03}",
            2013 + year,
            200 + council,
            f"Council {council}",
            "North",
            "",
            f"{(measure * 37 + council * 11 + year) % 997 / 10}",
        )
        for year in range(YEARS)
        for council in range(COUNCILS)
        for measure in range(MEASURES)
    )
    return [line for _, line in zip(range(count), made, strict=False)]


def as_csv(made: list[tuple]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *made])
    return out.getvalue().encode()


@cache
def content(kind: str, count: int = COUNT) -> bytes:
    if kind == "csv":
        return as_csv(lines(count))
    import xlsxwriter

    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = workbook.add_worksheet()
    for number, line in enumerate([HEADER, *lines(count)]):
        sheet.write_row(number, 0, [*line[:-1], float(line[-1]) if number else line[-1]])
    workbook.close()
    return file.getvalue()


@cache
def begun() -> Path:
    """A portal that holds one in a hundred of the figures already, each with another value."""
    file = portal.copy_of_demo("begun")
    earlier = [(*line[:-1], f"{float(line[-1]) + 1}") for line in lines()[::RESTATED_EVERY]]
    imported(file, as_csv(earlier), "earlier.csv", stored=len(earlier))
    return closed(file)


@cache
def emptied() -> tuple[Path, list[tuple]]:
    """A portal that knows the file's indicators and places and holds none of its figures; and the figures as rows of its table."""
    from django.db import connection

    from performance.models import Import, Value

    file = portal.copy_of_demo("emptied")
    imported(file, content("csv"), "figures.csv")
    batch = Import.objects.latest("pk")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM performance_value WHERE source_id = %s ORDER BY row", [batch.pk])
        ready = cursor.fetchall()
    stored = Value.objects.filter(source=batch)
    stored._raw_delete(stored.db)
    return closed(file), ready


def closed(file: Path) -> Path:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return file


def copy(file: Path, name: str) -> Path:
    return Path(shutil.copy(file, file.with_name(f"{name}.sqlite3")))


def imported(file: Path, data: bytes, name: str, stored: int = COUNT) -> None:
    from foundation.accounts.models import Person
    from performance.imports.services import import_figures

    portal.use(file)
    outcome = import_figures(actor=Person.objects.system(), file=io.BytesIO(data), name=name)
    assert len(outcome.new) + len(outcome.restated) == stored, outcome.counts()


def floor_of(file: Path, data: bytes, name: str) -> None:
    """The same reader, then the driver's own `executemany`, in one transaction."""
    from django.db import connection, transaction

    from foundation.sheets import read_rows
    from performance.imports.reading.files import LIMITS

    ready = emptied()[1]
    portal.use(file)
    assert len(read_rows(io.BytesIO(data), name, limits=LIMITS).rows) == COUNT
    with transaction.atomic(), connection.cursor() as cursor:
        # The connection's own: its constraint on months asks a function that Django gives to SQLite.
        cursor.executemany(f"INSERT INTO performance_value ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)", ready)


def against_import_export() -> Row:
    few = content("csv", FEWER)
    file, _ = emptied()
    return compare(
        "import figures 10,000",
        ours=lambda: imported(copy(file, "ours-few"), few, "figures.csv", stored=FEWER),
        other=lambda: by_import_export(copy(file, "other-few"), FEWER),
        other_is="django-import-export with its default options",
        size=f"{FEWER:,} figures as CSV",
        limit=0.1,
        times=3,
    )


def by_import_export(file: Path, count: int) -> None:
    """The same figures as a file of keys, which spares it the looking up."""
    import tablib
    from import_export.resources import modelresource_factory

    from performance.models import Import, Value

    portal.use(file)
    batch = Import.objects.latest("pk").pk
    data = tablib.Dataset(headers=["id", *(column.removesuffix("_id") for column in COLUMNS.split(", "))])
    for indicator, place, month, value, mark, _, row in emptied()[1][:count]:
        data.append(["", indicator, place, month, value, mark, batch, row])
    result = modelresource_factory(Value)().import_data(tablib.Dataset().load(data.export("csv"), format="csv"))
    assert result.totals["new"] == count, (result.totals, result.row_errors()[:1], result.base_errors[:1])


def memory() -> Row:
    """The most that a process of its own ever held while it took in the larger of the two files."""
    file, data = copy(begun(), "memory"), portal.FOLDER / "figures.xlsx"
    data.write_bytes(content("xlsx"))
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(data)],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{file}"},
        capture_output=True,
        text=True,
        check=True,
    )
    used = int(run.stdout.strip().splitlines()[-1]) / 1024
    return Row(
        name="memory import figures",
        ratio=used / ALLOWED_MB,
        limit=1,
        ours_s=0,
        other_s=0,
        other=f"{ALLOWED_MB} MB, of which {used:.0f} MB were used",
        size=f"{COUNT:,} figures as XLSX",
    )


MEASURED = """
import pathlib, sys
import django
django.setup()
from foundation.accounts.models import Person
from performance.imports.services import import_figures
import_figures(actor=Person.objects.system(), file=pathlib.Path(sys.argv[1]), name="figures.xlsx")
# Of this program alone: what `getrusage` says begins with the most that its parent held.
print(pathlib.Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
