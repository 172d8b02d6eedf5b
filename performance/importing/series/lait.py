"""The Department for Education's local authority interactive tool, as its long table: one row a measure, year and area."""

import datetime
from typing import NamedTuple

from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import Basis, PlaceKind, Polarity, Unit
from performance.importing.results import Refusal

from .figures import NOTHING, read_published, remembered
from .periods import read_year
from .results import IndicatorNamed, Line, PlaceNamed, SeriesReading

NEEDS = ("measure_code", "year", "la_code", "area", "value")
SOURCE = "LAIT"
ENGLAND = "970"
REGIONS = range(971, 1000)
NO_REGION = frozenset({"", "na"})


class Known(NamedTuple):
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
    "CPP_Total_NumRef": Known("Referrals in the year", N, YEAR, NEITHER, "Referrals"),
    "CPP_Total_Rateper10,000": Known("Referrals in the year", R, YEAR, NEITHER, "Referrals"),
    "CIN_Refferals_NFA": Known("Referrals closed with no further action", P, YEAR, DOWN),
    "ReReferral": Known("Re-referrals within 12 months", P, YEAR, DOWN, "Re-referrals"),
    "Continue_Assess_Comp": Known("Assessments within 45 working days", P, YEAR, UP, "Assessments in 45 working days"),
    "CIN": Known("Children in need", R, DATE, NEITHER, "Children in need"),
    "Section_47": Known("Section 47 enquiries in the year", R, YEAR, NEITHER, "Section 47 enquiries"),
    "ISCP_Conf": Known("Initial child protection conferences in the year", R, YEAR, NEITHER, "Child protection conferences"),
    "CP_conf_15days": Known("Initial conferences within 15 working days", P, YEAR, UP, "Initial conferences in 15 working days"),
    "CPP_Num": Known("Child protection plans", N, DATE, NEITHER, "Child protection plans"),
    "CPP_rate": Known("Child protection plans", R, DATE, NEITHER, "Child protection plans"),
    "RevCP": Known("Child protection plans reviewed in time", P, YEAR, UP),
    "PrevRegCPR": Known("Repeat child protection plans", P, YEAR, DOWN, "Repeat child protection plans"),
    "CPPlans2yrsActive": Known("Child protection plans open for two years", P, DATE, DOWN),
    "LACnum": Known("Cared for children", N, DATE, NEITHER, "Cared for children"),
    "LAC": Known("Cared for children", R, DATE, NEITHER, "Cared for children"),
    "LACStable_2016on": Known("Cared for children with 3 or more placements", P, YEAR, DOWN, "Three or more placements"),
    "LAC_LongStable%": Known("Cared for children in a long-term placement", P, DATE, UP),
    "LAC_Parents_OR_Others": Known("Cared for children placed with parents or others", P, DATE, NEITHER),
    "LACHealth%": Known("Cared for children with an annual health assessment", P, YEAR, UP, "Annual health assessments"),
    "LACDental%": Known("Cared for children with a dental check", P, YEAR, UP, "Dental checks"),
    "Children_missing": Known("Cared for children missing in the year", P, YEAR, DOWN, "Cared for children missing"),
    "%_of LAC Adopted": Known("Ceased cared for and adopted", P, YEAR, NEITHER, "Ceased cared for and adopted"),
    "LAC_ceased_SGO%": Known(
        "Ceased cared for with a special guardianship order", P, YEAR, NEITHER, "Ceased cared for with a special guardianship order"
    ),
    "CareLeaverAcc": Known("Care leavers in suitable accommodation", P, YEAR, UP, "Care leavers in suitable accommodation"),
    "CareLeaverEET": Known(
        "Care leavers in education, employment or training", P, YEAR, UP, "Care leavers in education, employment or training"
    ),
    "CareLeavers_LA_NotInTouch": Known("Care leavers not in touch", P, YEAR, DOWN),
    "Stability_SocialWorker": Known("Cared for children with 3 or more social workers", P, YEAR, DOWN, "Three or more social workers"),
    "Work_Force_Vac_Rate": Known("Vacancy rate", P, DATE, DOWN, "Vacancy rate"),
    "Work_Force_Agecy_Rate": Known("Agency rate", P, DATE, DOWN, "Agency rate"),
    "Work_Force_TO_Rate": Known("Turnover rate", P, YEAR, DOWN),
    "Work_Force_SWAbsence": Known("Sickness absence", P, YEAR, DOWN, "Sickness absence"),
    "Work_Force_AvgNumCase_SW": Known("Average caseload", N, DATE, DOWN, "Average caseload"),
}
# The workforce is counted at the end of September.
COUNTED_IN_SEPTEMBER = "Work_Force_"
# Its councils stand in “Inner London”, but that region's own figures under this name.
HALVES_OF_LONDON = {"london (inner)": "Inner London", "london (outer)": "Outer London"}


def read_lait(sheet: Sheet, names: dict[str, str], reading: SeriesReading) -> None:
    read = _Reader(names, reading)
    for row in reading.watched(sheet.rows):
        read.row(row)


class _Reader:
    def __init__(self, names: dict[str, str], reading: SeriesReading):
        self.code, self.year, self.la, self.area, self.value = (names[name] for name in NEEDS)
        self.region, self.mark = names.get("region", ""), names.get("non_numeric_marker", "")
        self.reading = reading
        self.autumn, self.spring = remembered(lambda cell: read_year(cell, "september")), remembered(read_year)
        self.codes = remembered(self._indicator)
        self.places: dict[tuple, tuple] = {}

    def row(self, row: Row) -> None:
        cells = row.values
        place_cells = (cells[self.la], cells[self.area], cells.get(self.region, ""))
        heading = self.code
        try:
            code = self.codes(cells[self.code])
            heading = self.year
            month = self._month(code, cells[self.year])
            heading = self.la
            place = self.places.get(place_cells) or self._place(place_cells)
            heading = self.value
            value, mark = self._figure(cells)
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(cells[heading]), str(problem)))
            return
        self.reading.lines.append(Line(code, place, month, value, mark, row.number))

    def _month(self, code: str, cell: Cell) -> datetime.date:
        return self.autumn(cell) if code.startswith(COUNTED_IN_SEPTEMBER) else self.spring(cell)

    def _figure(self, cells: dict[str, Cell]) -> tuple:
        given = read_published(cells[self.value])
        if given == NOTHING:
            # The mark stands in a column of its own; a cell that is blank without one is not available.
            return None, clean_text(cells.get(self.mark, ""))[:10] or ":"
        return given

    def _indicator(self, cell: Cell) -> str:
        code = clean_text(cell)
        if not code:
            raise ValueError("The measure’s code is missing.")
        if code not in self.reading.indicators:
            known = KNOWN.get(code) or Known(code.replace("_", " "), _likely_unit(code), YEAR, NEITHER)
            self.reading.indicators[code] = IndicatorNamed(
                SOURCE, code, known.label, known.unit, known.basis, known.polarity, known.measure
            )
        return code

    def _place(self, cells: tuple[Cell, ...]) -> tuple:
        code, name, region = (clean_text(cell) for cell in cells)
        code = code.removesuffix(".0")
        if not code.isdigit():
            raise ValueError("This should be a council’s number, such as 343.")
        if not name:
            raise ValueError("The area’s name is missing.")
        place = _named(code, name, "" if region.lower() in NO_REGION else region)
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
        return PlaceNamed(PlaceKind.REGION, "", HALVES_OF_LONDON.get(name.casefold(), name))
    return PlaceNamed(PlaceKind.COUNCIL, code, name, region)


def _likely_unit(code: str) -> Unit:
    return Unit.PERCENT if "%" in code else Unit.RATE if "10,000" in code else Unit.NUMBER
