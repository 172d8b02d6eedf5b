"""Of random tables of every kind: what is stored, refused and passed over is all that the file holds, and each part is said."""

import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, StringIO

import pytest
from django.db import transaction

from foundation.sheets import UnreadableFile
from performance.imports.reading import Reading, SeriesReading
from performance.imports.services import ImportOutcome, check_figures, import_figures, save_mapping
from performance.models import Mapping
from tests.performance.files import HEADER
from tests.replay import replayed
from tests.shares import SEED, share_of

pytestmark = pytest.mark.django_db
EES = "time_period,time_identifier,geographic_level,old_la_code,la_name,category,started,started_percent"
ODD = ["", "", "c", "[x]", "NA", "many", "-5", "1,234,5", "#REF!", "12%", "high", "<5"]
JUNK = "Zebra"


@dataclass
class Table:
    """A file that was made up, and which of its columns hold figures; `mapping` the name of the one by which it is read."""

    header: list[str]
    rows: list[list[str]]
    figures: list[str]
    name: str = "july.csv"
    mapping: str = ""

    def content(self) -> bytes:
        output = StringIO(newline="")
        csv.writer(output).writerows([self.header, *self.rows])
        return output.getvalue().encode()


class Maker:
    def __init__(self, seed: object):
        self.random = random.Random(f"{SEED} {seed}")

    def figure(self, good: float = 0.7) -> str:
        number = self.random.randint(0, 99)
        return self.random.choice([str(number), f"{number}.5", f" {number} "]) if self.random.random() < good else self.random.choice(ODD)

    def of(self, *texts: str, odd: str = "what is this") -> str:
        return self.random.choice([*texts] * 6 + [odd])

    def rows(self, make: Callable[[int], list[str]]) -> list[list[str]]:
        rows = [make(at) for at in range(self.random.randint(1, 9))]
        width = len(rows[0])
        for _ in range(self.random.randint(0, 2)):
            extra = self.random.choice([[""] * width, ["Section", *[""] * (width - 1)]])
            rows.insert(self.random.randint(0, len(rows)), extra)
        if self.random.random() < 0.3:
            rows.append(["Total", *[""] * (width - 2), "7"])
        return rows


LABELS = ("Vacancy rate", "Agency rate", "Sickness absence", "Referral starts in last 12 months")


def scorecard(make: Maker) -> Table:
    def row(at: int) -> list[str]:
        label = make.of(*LABELS)
        unit = make.of("percent", "number", odd="furlongs")
        area = make.of("Management", "Demand", "", odd="Quality")
        months = ["2023-06", make.figure(), make.of("2023-07", odd="soon"), make.figure()]
        return [area, make.of("2", "", odd="7"), label, unit, *months, make.figure()]

    header = HEADER.split(",")
    return Table(header, make.rows(row), ["previous", "current", "statistical_neighbour"])


def report(make: Maker) -> Table:
    header = ["", "Status", "Metric Description", "Previous Metric Value (July)", "Current Metric Value (August)", "SN Avg", "Comment"]

    def row(at: int) -> list[str]:
        name = f"{make.of(*LABELS)} ({make.of('%', 'Nos', odd='x')})"
        return ["Management" if at == 0 else "", "", name, make.figure(), make.figure(), make.figure(), make.of("Said", "")]

    return Table(header, make.rows(row), header[3:6], "scorecard_Aug23.csv")


def half_years(make: Maker) -> Table:
    def row(at: int) -> list[str]:
        return [make.of("Dental checks", "Referrals", "Re-referrals"), "percent", make.figure(), make.figure()]

    return Table(["indicator", "unit", "Aug 22 - Jan 23", "Feb - Jul 23"], make.rows(row), ["Aug 22 - Jan 23", "Feb - Jul 23"])


def long(make: Maker) -> Table:
    def row(at: int) -> list[str]:
        return [make.of(*LABELS[:3]), make.of(f"2023-0{at % 6 + 1}", odd="2031-01"), make.figure()]

    return Table(["indicator", "period", "value"], make.rows(row), ["value"])


def across(make: Maker) -> Table:
    months = ["Apr-23", "May-23", "Jun-23"]
    return Table(["indicator", *months], make.rows(lambda at: [make.of(*LABELS[:3]), *(make.figure() for _ in months)]), months)


def mapped_long(make: Maker) -> Table:
    def row(at: int) -> list[str]:
        return [make.of(*LABELS[:3]), make.of(f"2023-0{at % 6 + 1}"), make.figure(), make.of("", "Two posts filled")]

    return Table(["KPI", "When", "Actual", "Why"], make.rows(row), ["Actual"], mapping="By row")


def mapped_wide(make: Maker) -> Table:
    months = ["Apr-23", "May-23"]

    def row(at: int) -> list[str]:
        return [make.of(*LABELS[:3]), *(make.figure() for _ in months), make.of("", "Two posts filled")]

    return Table(["KPI", *months, "Why"], make.rows(row), months, mapping="By month")


def mapped_roles(make: Maker) -> Table:
    def row(at: int) -> list[str]:
        return [make.of(*LABELS[:3]), make.figure(), make.figure(), make.of("1", "", odd="9")]

    return Table(["KPI", "Was", "Is", "Judged"], make.rows(row), ["Was", "Is"], "July 2023.csv", mapping="By role")


def lait(make: Maker) -> Table:
    def row(at: int) -> list[str]:
        return [make.of("LAC", "CIN", odd=""), make.of(str(2000 + at), odd="last"), make.of("343", odd="x"), "Sefton", make.figure()]

    return Table(["measure_code", "year", "la_code", "area", "value"], make.rows(row), ["value"])


def ees(make: Maker) -> Table:
    def row(at: int) -> list[str]:
        level = make.of("Local authority", odd="Galaxy")
        return [str(2000 + at), "Reporting year", level, "343", "Sefton", make.of("Plans", "Total"), make.figure(), make.figure()]

    return Table(EES.split(","), make.rows(row), ["started", "started_percent"], "plans.csv")


KINDS = [scorecard, report, half_years, long, across, mapped_long, mapped_wide, mapped_roles, lait, ees]
NAMES = [kind.__name__ for kind in KINDS]
TRIES = range(200)


@pytest.fixture
@replayed
def mappings(analyst) -> None:
    saved = {
        "By row": ("long", {"KPI": "indicator", "When": "period", "Actual": "value", "Why": "comment"}),
        "By month": ("wide", {"KPI": "indicator", "Why": "comment"}),
        "By role": ("long", {"KPI": "indicator", "Was": "previous", "Is": "value", "Judged": "status"}),
    }
    for name, (layout, columns) in saved.items():
        save_mapping(actor=analyst.person, name=name, layout=layout, columns=columns)


def rows_said(reading: Reading | SeriesReading) -> set[int]:
    """Every row that a note names, in words such as “rows 3, 5–7 and 9”."""
    said: set[int] = set()
    for note in reading.notes:
        if re.search(r"\brows?\b", note, re.IGNORECASE):
            for first, last in re.findall(r"(?<![\w/])(\d+)(?:–(\d+))?(?![\w/])", note.rpartition(":")[2]):
                said |= set(range(int(first), int(last or first) + 1))
    return said


def cells_by_row(table: Table) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    """The number of each row that holds anything, its cells, and those of its figures that are filled."""
    for number, row in enumerate(table.rows, start=2):
        if any(cell.strip() for cell in row):
            cells = dict(zip(table.header, row, strict=True))
            yield number, cells, [heading for heading in table.figures if cells[heading].strip()]


def taken_in(analyst, table: Table, do=import_figures) -> ImportOutcome | str:
    """What came of it, or why it was refused as a whole."""
    mapping = Mapping.objects.filter(name=table.mapping).first() or ""
    try:
        return do(actor=analyst.person, file=BytesIO(table.content()), name=table.name, mapping=mapping, accept_valid=True)
    except UnreadableFile as problem:
        return str(problem)


@contextmanager
def forgotten() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_all_that_a_file_holds_is_stored_refused_or_said(analyst, mappings, kind):
    for number in share_of(TRIES, 8, about=kind.__name__):
        table = kind(Maker((kind.__name__, number)))
        with forgotten():
            outcome = taken_in(analyst, table)
            again = taken_in(analyst, table, check_figures)
            assert_accounted(table, outcome, again)


def assert_accounted(table: Table, outcome: ImportOutcome | str, again: ImportOutcome | str) -> None:
    if isinstance(outcome, str) or isinstance(again, str):
        assert outcome == again
        assert len(str(outcome)) > 40
        return
    reading = outcome.reading
    figures = list(reading.figures if isinstance(reading, Reading) else reading.lines)
    assert len(figures) == len(outcome.new) + len(outcome.restated) + len(outcome.unchanged)
    assert (len(again.new), len(again.restated), len(again.unchanged)) == (0, 0, len(figures))
    refused, said, stored = {each.row for each in reading.refusals}, rows_said(reading), Counter(each.row for each in figures)
    # A row that gives a status and no figure is taken too.
    judged = {each.row for each in getattr(reading, "statuses", [])}
    for row, cells, filled in cells_by_row(table):
        if row in refused:
            assert row not in stored, (row, cells)
        elif row not in said:
            # Every filled figure of the row, save in columns that are said to name parts; others' average of “NA” is no figure of theirs.
            said_of_columns = " ".join(note for note in reading.notes if "names a part of the whole" in note)
            given = [each for each in filled if each not in ("SN Avg", "statistical_neighbour") and f"“{each}”" not in said_of_columns]
            assert stored[row] >= max(len(given), row not in judged), (row, cells, reading.notes)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_no_column_is_left_out_unsaid(analyst, mappings, kind):
    table = kind(Maker(kind.__name__))
    table.header.append(JUNK)
    for at, row in enumerate(table.rows):
        row.append(f"stripes {at}" if any(row[1:-1]) else "")

    outcome = taken_in(analyst, table)

    said = [outcome] if isinstance(outcome, str) else outcome.reading.notes
    breakdowns = [] if isinstance(outcome, str) else getattr(outcome.reading, "indicators", {}).values()
    assert any(JUNK in note for note in said) or any("stripes" in each.breakdown for each in breakdowns)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_a_file_in_which_nothing_is_a_figure_does_not_end_well(analyst, mappings, kind):
    table = kind(Maker(kind.__name__))
    for row in table.rows:
        for heading in table.figures:
            row[table.header.index(heading)] = ""

    outcome = taken_in(analyst, table)

    if isinstance(outcome, str):
        assert re.search(r"No (column of )?figures? w|A saved mapping can say what", outcome)
    elif kind is lait:
        # A blank cell of this publication is its mark for “not available”.
        assert outcome.refusals or {line.mark for line in outcome.reading.lines} == {":"}
    else:
        assert outcome.refusals or outcome.words or outcome.statuses, outcome.reading.notes
