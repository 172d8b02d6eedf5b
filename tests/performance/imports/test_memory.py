"""The whole of a large published file is read in little memory, and refused in little too: measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT
from tests.shares import WHOLE

# The whole of the Department's tool; a part of it in ordinary runs, held to its share of what a process takes besides Django.
WHOLE_ROWS, MEMORY_MB, STARTED_MB = 641_070, 400, 130
ROWS = WHOLE_ROWS if WHOLE else 80_000
ALLOWED_MB = STARTED_MB + (MEMORY_MB - STARTED_MB) * ROWS // WHOLE_ROWS + (0 if WHOLE else 15)
HEADER = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
MEASURED = """
import pathlib, sys
import django
django.setup()
from foundation.sheets import UnreadableFile
from performance.imports.reading import read_file
file = pathlib.Path(sys.argv[1])
try:
    reading = read_file(file, file.name)
    print(len(reading.lines), len(reading.refusals))
except UnreadableFile as problem:
    print("refused", problem)
# Of this program alone: what `getrusage` says begins with the most that its parent held.
print(pathlib.Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def published(path: Path, header: str = HEADER, year: str = "") -> Path:
    """A row a measure, year and area, as that file has them; many of its values differ."""
    with path.open("w") as out:
        out.write(header)
        for at in range(ROWS):
            measure, rest = divmod(at, 26 * 175)
            named, area = f"Measure_{measure},What is measured by {measure} as the tool says it", rest % 175
            value = "c" if at % 9 == 0 else f"{at * 7 % 100_003 / 10}"
            out.write(f"{named},{year or 2000 + rest // 175},Council number {area},{value},{200 + area},North West\n")
    return path


def measured(file: Path) -> tuple[str, float]:
    command = [sys.executable, "-c", MEASURED, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    said, memory = done.stdout.rstrip("\n").rsplit("\n", 1)
    return said, int(memory) / 1024


def test_a_large_published_file_is_read_in_little_memory(tmp_path):
    said, memory = measured(published(tmp_path / "lait.csv"))

    assert said == f"{ROWS} 0"
    assert memory < ALLOWED_MB


@pytest.mark.parametrize(
    ("header", "year", "says"),
    [(HEADER, "soon", f"0 {ROWS}"), (HEADER.replace(",Region", ",Values"), "", "refused Each heading can be used once")],
    ids=["in every row", "as a whole"],
)
def test_it_is_refused_in_little_memory_too(tmp_path, header, year, says):
    said, memory = measured(published(tmp_path / "lait.csv", header, year))

    assert said.startswith(says)
    assert memory < ALLOWED_MB
