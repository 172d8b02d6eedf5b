"""Twenty files that are untidy and mean one thing: each gives 3,808 for July 2023 (or what stands beside it)."""

from collections.abc import Callable
from datetime import date, datetime

from openpyxl import Workbook

from tests.performance.imports.broken_files import HEADER, NAME, book, row, scorecard, scorecard_book

LINES = [HEADER, row()]
HEADINGS = HEADER.split(",")
SHARE = {"current": "12%", "area": "Management", "name": "Vacancy rate", "unit": "%", "before": ("", "")}
BLANK = "," * HEADER.count(",")


def joined(*lines: str, by: str = "\r\n") -> bytes:
    return by.join(lines).encode()


def typed(current, month="2023-07", name=NAME) -> bytes:
    return book(HEADINGS, ["Demand", 2, name, "number", "2023-06", 3943, month, current, None])


def merged(made: Workbook) -> None:
    """The indicator's name is merged over two rows, and so stands in the first of them only."""
    made.active.append(["Demand", 2, None, "number", "2022-06", 3943, "2022-07", 3700, None])
    made.active.merge_cells("C2:C3")


# What is untidy, the file, its name, and the figure that it means.
UNTIDY: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("Windows-1252", lambda: joined(*LINES).replace(b"Demand", b"Demand\xa0"), "july.csv", "3808"),
    ("a byte order mark", lambda: b"\xef\xbb\xbf" + joined(*LINES), "july.csv", "3808"),
    ("UTF-16", lambda: "\r\n".join(LINES).encode("utf-16"), "july.csv", "3808"),
    ("non-breaking spaces", lambda: joined(HEADER, row(name=NAME.replace(" ", "\u00a0"))), "july.csv", "3808"),
    ("a comma in thousands", lambda: scorecard(current='"3,808"'), "july.csv", "3808"),
    ("spaces around", lambda: scorecard(current="  3808 ", unit=" Number "), "july.csv", "3808"),
    ("semicolons", lambda: joined(*LINES).replace(b",", b";"), "july.csv", "3808"),
    ("tabs", lambda: joined(*LINES).replace(b",", b"\t"), "july.txt", "3808"),
    ("Excel's own first line", lambda: b"sep=;\r\n" + joined(*LINES).replace(b",", b";"), "july.csv", "3808"),
    ("line ends of a Mac", lambda: joined(*LINES, by="\r"), "july.csv", "3808"),
    ("title rows above", lambda: joined("Scorecard of July,,,", "", *LINES), "july.csv", "3808"),
    ("totals below", lambda: joined(*LINES, BLANK, "Total" + BLANK[:-1] + "3808,"), "july.csv", "3808"),
    ("a source below", lambda: joined(*LINES, "", "Source: the case system, 3 August" + BLANK), "july.csv", "3808"),
    ("blank rows between", lambda: joined(HEADER, BLANK, "", row()), "july.csv", "3808"),
    ("headings in other letters", lambda: joined(HEADER.upper().replace("_", " "), row()), "july.csv", "3808"),
    ("a name in other letters", lambda: scorecard(name=NAME.upper()), "july.csv", "3808"),
    ("a month in words", lambda: scorecard(month="July 2023", before=("Jun-23", "3943")), "july.csv", "3808"),
    ("a month as a day", lambda: scorecard(month="31/07/2023", before=("30/06/2023", "3943")), "july.csv", "3808"),
    ("a date cell", lambda: typed(3808, month=date(2023, 7, 31)), "july.xlsx", "3808"),
    ("a date with a time", lambda: typed(3808, month=datetime(2023, 7, 1)), "july.xlsx", "3808"),
    ("a number as text", lambda: typed("3,808"), "july.xlsx", "3808"),
    ("an empty sheet first", lambda: scorecard_book(3808, lambda made: made.create_sheet("Cover", 0)), "july.xlsx", "3808"),
    ("a workbook named CSV", lambda: typed(3808), "july.csv", "3808"),
    ("columns without headings", lambda: joined(HEADER + ",,", row() + ",,"), "july.csv", "3808"),
    ("merged cells", lambda: scorecard_book(3808, merged), "july.xlsx", "3808"),
    ("NA", lambda: scorecard(current="NA"), "july.csv", "NA"),
    ("NA as a workbook's error", lambda: scorecard(current="#N/A"), "july.csv", "N/A"),
    ("suppressed", lambda: scorecard(current="c"), "july.csv", "c"),
    ("a share with its sign", lambda: scorecard(**SHARE), "july.csv", "12"),
]  # fmt: skip
