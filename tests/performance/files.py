"""Files of figures for the tests: the reference ones, and rows made up beside them."""

import csv
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
SCORECARD = REFERENCE / "scorecard-2023-07.csv"
HALF_YEARS = REFERENCE / "chat-half-years.csv"
HEADER = "area,status,indicator,unit,previous_period,previous,current_period,current,statistical_neighbour"


def scorecard_file(*rows: str) -> bytes:
    return "\r\n".join([HEADER, *rows]).encode()


def as_workbook(path: Path) -> bytes:
    """A CSV file as Excel keeps it: numbers as numbers, whole ones too."""
    book = Workbook()
    with path.open() as opened:
        for row in csv.reader(opened):
            book.active.append([_typed(cell) for cell in row])
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _typed(cell: str):
    try:
        return float(cell)
    except ValueError:
        return cell or None
