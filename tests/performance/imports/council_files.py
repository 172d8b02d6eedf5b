"""Ten tables as councils really keep them, none of a known shape: what each means where every guess of the page is taken as it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from openpyxl import Workbook

VACANCIES, AGENCY = "vacancy-rate-percent", "agency-rate-percent"
MAY, JUNE, JULY = date(2023, 5, 1), date(2023, 6, 1), date(2023, 7, 1)


@dataclass(frozen=True)
class CouncilFile:
    """`figures` by indicator and month; `refused` cells by row and column; `says` what the page must explain; `comment` on vacancies."""

    what: str
    make: Callable[[], bytes]
    name: str
    figures: dict[tuple[str, str], str]
    refused: list[tuple[int, str]] = field(default_factory=list)
    says: tuple[str, ...] = ()
    comment: str = ""


def saved(book: Workbook) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def two_rows_of_headings() -> bytes:
    book = Workbook()
    for row in (
        ["Workforce dashboard"],
        ["Indicator", "Unit", 2023, None, None, "Comment"],
        [None, None, "May", "June", "July"],
        ["Vacancy rate", "%", 19, 18.2, 17.5, "Two posts filled"],
        ["Agency rate", "%", 12, 11.5, 11, None],
    ):
        book.active.append(row)
    for merged in ("A1:F1", "C2:E2", "A2:A3", "B2:B3", "F2:F3"):
        book.active.merge_cells(merged)
    return saved(book)


def years_above_months() -> bytes:
    book = Workbook()
    for row in (
        [None, None, "2022/23", None, "2023/24", None],
        ["Ref", "Measure", "Feb", "Mar", "Apr", "May"],
        ["W1", "Vacancy rate", 21, 20, 19.5, 19],
    ):
        book.active.append(row)
    book.active.merge_cells("C1:D1")
    book.active.merge_cells("E1:F1")
    return saved(book)


def months_across_as_dates() -> bytes:
    """Headings are date cells, percentages are formatted so, a total stands below and a section heading between."""
    book = Workbook()
    for row in (
        ["Measure", "Owner", MAY, JUNE, JULY, "RAG", "Narrative"],
        ["Workforce"],
        ["Vacancy rate", "HR", 0.19, 0.182, 0.175, "A", "Two posts filled"],
        ["Agency rate", "HR", 0.12, 0.115, 0.11, "G", "–"],
        ["Total", None, 0.31, 0.297, 0.285],
    ):
        book.active.append(row)
    for row in book.active.iter_rows(min_row=3, min_col=3, max_col=5):
        for cell in row:
            cell.number_format = "0.0%"
    return saved(book)


def hidden_columns_and_notes() -> bytes:
    book = Workbook()
    for row in (
        ["KPI", "Internal ref", "Period", "Actual", "Target", "Notes"],
        ["Vacancy rate", "HR01", JULY, 18.2, 15, "Two posts filled"],
        ["Agency rate", "HR02", JULY, 12, 10, None],
        [],
        ["* Vacancy rate leaves out long-term sickness"],
        ["Data extracted 3 August 2023 from the HR system"],
        ["Produced by the performance team"],
    ):
        book.active.append(row)
    for column in "BE":
        book.active.column_dimensions[column].hidden = True
    return saved(book)


def quarters_across() -> bytes:
    book = Workbook()
    for row in (
        ["Children’s social care performance 2022-23"],
        [],
        ["Ref", "Indicator", "Polarity", "Q3 2022/23", "Q4 2022/23", "Year to date", "Comments"],
        ["CS1", "Vacancy rate", "Lower", 19, 19.4, 18.9, "Steady"],
        ["CS2", "Agency rate", "Lower", "tbc", "-", 12, None],
        [None, "Total", None, 31, 19.4, 30.9],
        ["Source: HR system, April 2023"],
    ):
        book.active.append(row)
    book.active.merge_cells("A1:G1")
    return saved(book)


def from_word() -> bytes:
    text = (
        "Indicator\u00a0,Month,Figure,What\u2019s behind it,Action\r\n"
        '"Vacancy rate\r\n",July 2023,18.2%,"\u2022 Two posts filled\r\n\u2022 One lost",Recruit\r\n'
        '"Agency\u00a0rate",July 2023,12 %,\u2013,\r\n'
    )
    return text.encode("cp1252")


def lines(*rows: str) -> Callable[[], bytes]:
    return lambda: "\r\n".join(rows).encode()


COUNCIL_FILES = [
    CouncilFile(
        "two rows of headings",
        two_rows_of_headings,
        "dashboard.xlsx",
        {(VACANCIES, "2023-05"): "19", (VACANCIES, "2023-06"): "18.2", (VACANCIES, "2023-07"): "17.5", (AGENCY, "2023-07"): "11"},
        says=("The headings are in two rows, 2 and 3, and were read together: “May 2023”.",),
        comment="Two posts filled",
    ),
    CouncilFile(
        "years above the months",
        years_above_months,
        "months.xlsx",
        {(VACANCIES, "2023-02"): "21", (VACANCIES, "2023-03"): "20", (VACANCIES, "2023-04"): "19.5", (VACANCIES, "2023-05"): "19"},
        says=("The headings are in two rows, 1 and 2, and were read together: “Feb 2022/23”.",),
    ),
    CouncilFile(
        "months across as dates",
        months_across_as_dates,
        "months.xlsx",
        {(VACANCIES, "2023-05"): "19", (VACANCIES, "2023-07"): "17.5", (AGENCY, "2023-06"): "11.5"},
        says=("Totals and notes below the table were not read: row 5.", "a heading and nothing else were passed over: 2"),
        comment="Two posts filled",
    ),
    CouncilFile(
        "hidden columns and notes",
        hidden_columns_and_notes,
        "kpis.xlsx",
        {(VACANCIES, "2023-07"): "18.2", (AGENCY, "2023-07"): "12"},
        says=("Totals and notes below the table were not read: rows 5–7.",),
        comment="Two posts filled",
    ),
    CouncilFile(
        "a table pasted from Word",
        from_word,
        "word.csv",
        {(VACANCIES, "2023-07"): "18.2", (AGENCY, "2023-07"): "12"},
        says=("Windows-1252",),
        comment="• Two posts filled\n• One lost",
    ),
    CouncilFile(
        "semicolons",
        lines(
            "Performance measure;Month ending;Actual (%);Commentary",
            'Vacancy rate;31/07/2023;18.2;"Two; one lost"',
            "Agency rate;31/07/2023;12;",
        ),
        "return.csv",
        {(VACANCIES, "2023-07"): "18.2", (AGENCY, "2023-07"): "12"},
        says=("separated by semicolons",),
        comment="Two; one lost",
    ),
    CouncilFile(
        "dates of every kind",
        lines(
            "Measure,Date,Value",
            "Vacancy rate,01/04/2023,18.2",
            "Vacancy rate,2023-05,18",
            "Vacancy rate,Jun 23,17",
            "Vacancy rate,30.07.2023,16",
        ),
        "dates.csv",
        {(VACANCIES, "2023-04"): "18.2", (VACANCIES, "2023-05"): "18", (VACANCIES, "2023-06"): "17", (VACANCIES, "2023-07"): "16"},
    ),
    CouncilFile(
        "financial years across",
        lines("Measure,Unit,2020/21,2021/22,2022/23", "Vacancy rate,%,17.1%,18.0%,19.2%"),
        "years.csv",
        {(VACANCIES, "2021-03"): "17.1", (VACANCIES, "2022-03"): "18", (VACANCIES, "2023-03"): "19.2"},
        says=("Quarters and years are shown at their last month: 2020/21 (to March 2021), 2021/22 (to March 2022)",),
    ),
    CouncilFile(
        "a row for each quarter",
        lines(
            "Measure,Quarter,Outturn,RAG",
            "Vacancy rate,Q1 2023/24,18.2,A",
            "Vacancy rate,2022/23 Q4,18.9,R",
            "Agency rate,Q1 2023,12,G",
        ),
        "quarters.csv",
        {(VACANCIES, "2023-06"): "18.2", (VACANCIES, "2023-03"): "18.9"},
        refused=[(4, "Quarter")],
        says=("Say which year’s quarter it is", "Q1 2023/24 (to June 2023)"),
    ),
    CouncilFile(
        "quarters across",
        quarters_across,
        "quarters.xlsx",
        {(VACANCIES, "2022-12"): "19", (VACANCIES, "2023-03"): "19.4", (AGENCY, "2022-12"): "tbc", (AGENCY, "2023-03"): "-"},
        says=("The column “Year to date” was not used.",),
        comment="Steady",
    ),
    CouncilFile(
        "names that are nearly right",
        lines("Measure,Month,Value", "Vacancies rate,2023-07,18.2", "Agency rate,2023-07,12"),
        "names.csv",
        {(AGENCY, "2023-07"): "12"},
        refused=[(2, "Measure")],
        says=("There is no indicator “Vacancies rate”. Did you mean “Vacancy rate”?",),
    ),
]
