"""Broken files are refused with what is wrong and leave no trace; untidy ones are read right."""

import subprocess
import sys
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from performance.models import Import, Place, Value
from tests.performance.imports.broken_files import BROKEN, bomb, million_columns
from tests.performance.imports.test_import_kpis import run, taken, written
from tests.performance.imports.untidy_files import UNTIDY
from tests.servers import ROOT

pytestmark = pytest.mark.django_db
MEMORY_MB = 300


def test_there_are_as_many_as_were_asked_for():
    assert (len(BROKEN) >= 50, len(UNTIDY) >= 20) == (True, True)


@pytest.mark.parametrize(("make", "name", "says"), [each[1:] for each in BROKEN], ids=[each[0] for each in BROKEN])
def test_a_broken_file_is_told_what_is_wrong_and_nothing_is_stored(tmp_path, make, name, says):
    places, out, told = Place.objects.count(), StringIO(), StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("import_kpis", str(written(tmp_path, make(), name)), stdout=out, stderr=told)

    assert says in f"{refused.value} {out.getvalue()} {told.getvalue()}"
    assert (refused.value.returncode in (1, 2), Value.objects.count(), Import.objects.count()) == (True, 0, 0)
    assert Place.objects.count() == places


@pytest.mark.parametrize(("make", "name", "figure"), [each[1:] for each in UNTIDY], ids=[each[0] for each in UNTIDY])
def test_an_untidy_file_is_read_right(tmp_path, make, name, figure):
    counts, code = run(written(tmp_path, make(), name))

    assert (counts["rejected"], code) == ([], 0)
    stored = Value.objects.ours().get(month="2023-07-01")
    assert (stored.missing_mark or stored.value) == (Decimal(figure) if figure.isdigit() else figure)


def test_totals_below_are_not_counted_as_rows(tmp_path):
    make = next(make for what, make, *_ in UNTIDY if what == "totals below")

    assert run(written(tmp_path, make())) == (taken(1, 2), 0)


MEASURED = """
import pathlib, sys
import django
django.setup()
from foundation.sheets import UnreadableFile
from performance.imports.reading import read_sheet
for file in map(pathlib.Path, sys.argv[1:]):
    try:
        read_sheet(file, file.name)
    except UnreadableFile:
        continue
    raise SystemExit(f"{file} was read")
# Of this program alone: what `getrusage` says begins with the most that its parent held.
print(pathlib.Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def test_what_would_fill_the_memory_is_refused_before_it_does(tmp_path):
    files = [tmp_path / "bomb.xlsx", tmp_path / "wide.xlsx", tmp_path / "wide.csv"]
    for file, content in zip(files, (bomb(), million_columns(), b"," * 1_000_000 + b"a\n" + b"," * 1_000_000 + b"1\n"), strict=True):
        file.write_bytes(content)

    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, files)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )

    assert int(done.stdout.split()[-1]) / 1024 < MEMORY_MB


def test_a_broken_file_on_the_page_leaves_the_process_alive(analyst):
    from tests.performance.imports.pages.test_uploads import upload

    assert "at most 256 can be read" in upload(analyst, million_columns(), "wide.xlsx").text
    assert BytesIO(analyst.get("/performance/imports/new/").content).read()
