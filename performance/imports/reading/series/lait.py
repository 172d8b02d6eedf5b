"""The Department for Education's local authority interactive tool, as its long table: one row a measure, year and area."""

import datetime
import re
from typing import NamedTuple

from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import Basis, PlaceKind, Polarity, Unit
from performance.imports.reading.results import Refusal

from .figures import NOTHING, read_published, remembered
from .lines import Line
from .periods import read_years
from .place_names import region_named
from .results import IndicatorNamed, PlaceNamed, SeriesReading

# Our names for its columns: as an extract for reuse calls them, and as the tool itself keeps them.
NEEDS = ("measure_code", "year", "la_code", "area", "value")
LAYOUTS = (
    {name: name for name in (*NEEDS, "region", "non_numeric_marker")},
    {
        "measure_code": "short_desc",
        "year": "years",
        "la_code": "la_number",
        "area": "la_and_regions",
        "value": "values",
        "region": "region",
        "label": "data_item",
    },
)
SOURCE = "LAIT"
ENGLAND = "970"
REGIONS = range(971, 1000)
NO_YEAR = frozenset({"", "0", "na", "-"})


class LaitMeasure(NamedTuple):
    """What the file does not say of a measure: its name in our words, unit, basis, which way is better, and the measure it is."""

    label: str
    unit: Unit
    basis: Basis
    polarity: Polarity
    measure: str = ""


N, P, R = Unit.NUMBER, Unit.PERCENT, Unit.RATE
YEAR, DATE = Basis.REPORTING_YEAR, Basis.AT_DATE
UP, DOWN, NEITHER = Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL

KNOWN = {
    "CPP_Total_NumRef": LaitMeasure("Referrals in the year", N, YEAR, NEITHER, "Referrals"),
    "CPP_Total_Rateper10,000": LaitMeasure("Referrals in the year", R, YEAR, NEITHER, "Referrals"),
    "CIN_Refferals_NFA": LaitMeasure("Referrals closed with no further action", P, YEAR, DOWN),
    "ReReferral": LaitMeasure("Re-referrals within 12 months", P, YEAR, DOWN, "Re-referrals"),
    "Continue_Assess_Comp": LaitMeasure("Assessments within 45 working days", P, YEAR, UP, "Assessments in 45 working days"),
    "CIN": LaitMeasure("Children in need", R, DATE, NEITHER, "Children in need"),
    "Section_47": LaitMeasure("Section 47 enquiries in the year", R, YEAR, NEITHER, "Section 47 enquiries"),
    "ISCP_Conf": LaitMeasure("Initial child protection conferences in the year", R, YEAR, NEITHER, "Child protection conferences"),
    "CP_conf_15days": LaitMeasure("Initial conferences within 15 working days", P, YEAR, UP, "Initial conferences in 15 working days"),
    "CPP_Num": LaitMeasure("Child protection plans", N, DATE, NEITHER, "Child protection plans"),
    "CPP_rate": LaitMeasure("Child protection plans", R, DATE, NEITHER, "Child protection plans"),
    "RevCP": LaitMeasure("Child protection plans reviewed in time", P, YEAR, UP),
    "PrevRegCPR": LaitMeasure("Repeat child protection plans", P, YEAR, DOWN, "Repeat child protection plans"),
    "CPPlans2yrsActive": LaitMeasure("Child protection plans open for two years", P, DATE, DOWN),
    "LACnum": LaitMeasure("Cared for children", N, DATE, NEITHER, "Cared for children"),
    "LAC": LaitMeasure("Cared for children", R, DATE, NEITHER, "Cared for children"),
    "LACStable_2016on": LaitMeasure("Cared for children with 3 or more placements", P, YEAR, DOWN, "Three or more placements"),
    "LAC_LongStable%": LaitMeasure("Cared for children in a long-term placement", P, DATE, UP),
    "LAC_Parents_OR_Others": LaitMeasure("Cared for children placed with parents or others", P, DATE, NEITHER),
    "LACHealth%": LaitMeasure("Cared for children with an annual health assessment", P, YEAR, UP, "Annual health assessments"),
    "LACDental%": LaitMeasure("Cared for children with a dental check", P, YEAR, UP, "Dental checks"),
    "Children_missing": LaitMeasure("Cared for children missing in the year", P, YEAR, DOWN, "Cared for children missing"),
    "%_of LAC Adopted": LaitMeasure("Ceased cared for and adopted", P, YEAR, NEITHER, "Ceased cared for and adopted"),
    "LAC_ceased_SGO%": LaitMeasure(
        "Ceased cared for with a special guardianship order", P, YEAR, NEITHER, "Ceased cared for with a special guardianship order"
    ),
    "CareLeaverAcc": LaitMeasure("Care leavers in suitable accommodation", P, YEAR, UP, "Care leavers in suitable accommodation"),
    "CareLeaverEET": LaitMeasure(
        "Care leavers in education, employment or training", P, YEAR, UP, "Care leavers in education, employment or training"
    ),
    "CareLeavers_LA_NotInTouch": LaitMeasure("Care leavers not in touch", P, YEAR, DOWN),
    "Stability_SocialWorker": LaitMeasure(
        "Cared for children with 3 or more social workers", P, YEAR, DOWN, "Three or more social workers"
    ),
    "Work_Force_Vac_Rate": LaitMeasure("Vacancy rate", P, DATE, DOWN, "Vacancy rate"),
    "Work_Force_Agecy_Rate": LaitMeasure("Agency rate", P, DATE, DOWN, "Agency rate"),
    "Work_Force_TO_Rate": LaitMeasure("Turnover rate", P, YEAR, DOWN),
    "Work_Force_SWAbsence": LaitMeasure("Sickness absence", P, YEAR, DOWN, "Sickness absence"),
    "Work_Force_AvgNumCase_SW": LaitMeasure("Average caseload", N, DATE, DOWN, "Average caseload"),
}
# The workforce is counted at the end of September.
COUNTED_IN_SEPTEMBER = "Work_Force_"


def columns_of(names: dict[str, str]) -> dict[str, str]:
    """The file's headings by our names; empty where it has not all that is needed."""
    for layout in LAYOUTS:
        if all(layout[name] in names for name in NEEDS):
            return {name: names[theirs] for name, theirs in layout.items() if theirs in names}
    return {}


def read_lait(sheet: Sheet, names: dict[str, str], reading: SeriesReading) -> None:
    columns = columns_of(names)
    read = _LaitReader(columns, reading)
    for row in reading.watched(sheet.rows):
        read.row(row)
    reading.refuse_repeated(columns["value"])
    reading.note_rows(
        read.without_year,
        "A row with neither a year nor a figure was passed over",
        "{count} rows with neither a year nor a figure were passed over",
    )
    unused = [heading for heading in sheet.header if heading not in columns.values()]
    reading.notes += [f"The column “{heading}” was not used." for heading in unused]


class _LaitReader:
    def __init__(self, columns: dict[str, str], reading: SeriesReading):
        self.code, self.year, self.la, self.area, self.value = (columns[name] for name in NEEDS)
        self.region, self.mark, self.label = (columns.get(name, "") for name in ("region", "non_numeric_marker", "label"))
        self.reading = reading
        self.autumn, self.spring = remembered(lambda cell: read_years(cell, "september")), remembered(read_years)
        self.codes, self.names_no_year = remembered(self._indicator), remembered(lambda cell: clean_text(cell) in NO_YEAR)
        self.places: dict[tuple, tuple] = {}
        self.without_year: list[int] = []

    def row(self, row: Row) -> None:
        cells = row.values
        place_cells = (cells.get(self.la, ""), cells.get(self.area, ""), cells.get(self.region, ""))
        heading = self.code
        try:
            code = self.codes((cells.get(self.code, ""), cells.get(self.label, "")))
            heading = self.year
            if self._is_empty(cells):
                self.without_year.append(row.number)
                return
            month = self._month(code, cells.get(self.year, ""))
            heading = self.la
            place = self.places.get(place_cells) or self._place(place_cells)
            heading = self.value
            value, mark = self._figure(cells)
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(cells.get(heading, "")), str(problem)))
            return
        self.reading.lines.append(Line(code, place, month, value, mark, row.number))

    def _is_empty(self, cells: dict[str, Cell]) -> bool:
        """A measure without any year yet stands in the tool with a year of 0 and a dash for each area."""
        return self.names_no_year(cells.get(self.year, "")) and read_published(cells.get(self.value, ""))[0] is None

    def _month(self, code: str, cell: Cell) -> datetime.date:
        return self.autumn(cell) if code.startswith(COUNTED_IN_SEPTEMBER) else self.spring(cell)

    def _figure(self, cells: dict[str, Cell]) -> tuple:
        given = self.reading.figure(cells.get(self.value, ""))
        if given == NOTHING:
            # The mark stands in a column of its own; a cell that is blank without one is not available.
            return None, clean_text(cells.get(self.mark, ""))[:10] or ":"
        return given

    def _indicator(self, cells: tuple[Cell, Cell]) -> str:
        code, called = (clean_text(cell) for cell in cells)
        if not code:
            raise ValueError("The measure’s code is missing.")
        if code not in self.reading.indicators:
            label = called or code.replace("_", " ")
            known = KNOWN.get(code) or LaitMeasure(label[:200], _likely_unit(f"{code} {called}"), YEAR, NEITHER)
            self.reading.indicators[code] = IndicatorNamed(
                SOURCE, code, known.label, known.unit, known.basis, known.polarity, known.measure
            )
        return code

    def _place(self, cells: tuple[Cell, ...]) -> tuple:
        code, name, region = (clean_text(cell) for cell in cells)
        code = code.removesuffix(".0")
        if not code.isdecimal():
            raise ValueError("This should be a council’s number, such as 343.")
        if not name:
            raise ValueError("The area’s name is missing.")
        place = _named(code, name, region_named(region))
        if place.region:
            above = PlaceNamed(PlaceKind.REGION, "", place.region)
            self.reading.places.setdefault(above.key, above)
        self.reading.places.setdefault(place.key, place)
        self.places[cells] = place.key
        return place.key


def _named(code: str, name: str, region: str) -> PlaceNamed:
    if code == ENGLAND:
        return PlaceNamed(PlaceKind.COUNTRY, "", "England")
    if int(code) in REGIONS:
        # By name: other publications number regions otherwise.
        return PlaceNamed(PlaceKind.REGION, "", region_named(name))
    return PlaceNamed(PlaceKind.COUNCIL, code, name, region)


def _likely_unit(words: str) -> Unit:
    """From a measure's code and name: a rate by other than ten thousand children is a plain number here."""
    words = words.lower()
    if "%" in words or "percent" in words:
        return Unit.PERCENT
    return Unit.RATE if re.search(r"10,?000\b", words) else Unit.NUMBER
