"""Statistical neighbours: one row a model, council and rank; or one row a council, its neighbours across, as the Department does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from foundation.names.numbers import whole_number
from foundation.sheets import Cell, Row, Sheet, UnreadableFile, clean_text, parse_month
from performance.enums import PlaceKind
from performance.imports.reading.results import Refusal
from performance.imports.reading.shapes import heading_of

from .place_names import region_named
from .results import NeighbourNamed, PlaceNamed, SeriesReading

NEEDS = ("model", "la_code", "la_name", "rank", "neighbour_la_code")
NONE = frozenset({"", "-", "–", "—", "na", "n/a", "none", "x", "z"})
# The months of the Department's models, for a file whose name gives only the year.
MODELS = {"2021": "2021-04", "2025": "2025-05"}
FEWEST_ACROSS = 3

_SN = r"(?:sn|snn|nn|neighbou?r|nearest|(?:statistical|nearest|stat)_neighbou?rs?)_?(?:no_|rank_)?(\d{1,2})"
_ACROSS = re.compile(rf"{_SN}(?:_(?:code|la_code|old_la_code|la|la_num|la_number|number|name|la_name))?")
# 1st, 2nd … 10th, or “3rd nearest neighbour”.
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)(?:_(?:statistical|nearest|closest))*(?:_neighbou?r)?")
_CLOSENESS = re.compile(rf"{_SN}_?(?:snp|p|closeness|close|proximity|prox)")
_NATIONAL = re.compile(r"[ENSW]\d{8}", re.ASCII)
_NUMBERS = ("la_num", "la_number", "la_code", "old_la_code", "la_no", "lea", "code", "council_code", "la")
_CODES = frozenset({"la_code", "old_la_code", "la_number", "la_num"})
_LISTS = ("stat_neighbours", "statistical_neighbours", "neighbours", "sns", "stat_neighbour_codes")
_NAMES = ("la_name", "local_authority_ons_name", "council", "authority", "local_authority", "name", "council_name")
_RANKS = ("rank", "sn_rank", "nn_rank", "neighbour_rank", "rank_order", "order", "position")
_OTHER = re.compile(
    r"(?:sn|nn|(?:statistical_|nearest_|stat_)?neighbou?r)(_la_num(?:ber)?|_num(?:ber)?|(?:_old)?(?:_la)?_code)?(_la)?(_name)?"
)
_REGIONS = ("goreg", "region_name", "region")
_MONTH_AND_YEAR = re.compile(r"(?<![a-z])([a-z]{3,9})[ _-]*(\d{4})(?!\d)", re.IGNORECASE)
_YEAR_AND_MONTH = re.compile(r"(?<!\d)(\d{4})[-_ ](\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


class ModelNeeded(UnreadableFile):
    """A table of neighbours that does not say by which model they are."""


class NeighbourColumns(NamedTuple):
    """The columns of a table with neighbours across: `ranks` are rank, column of the neighbour, column of how close it is.

    Or all of a council's neighbours stand in one cell, in the column `listed`.
    """

    number: str
    name: str
    region: str
    ranks: list[tuple[int, str, str]]
    listed: str = ""


class Listed(NamedTuple):
    """The columns of a table with a row for each neighbour; `others` name it, by number first. No model where none is said."""

    number: str
    name: str
    rank: str
    others: list[str]
    model: str = ""
    closeness: str = ""


def is_neighbours(names: dict[str, str]) -> bool:
    return listed_of(names) is not None or across_of(names) is not None


def listed_of(names: dict[str, str]) -> Listed | None:
    """The columns, where the table has a row for each neighbour; None where it does not."""
    found = [(not match[1], heading) for name, heading in names.items() if (match := _OTHER.fullmatch(name))]
    others = [heading for _, heading in sorted(found, key=lambda each: each[0])]
    rank, number, name = (heading_of(names, wanted) for wanted in (_RANKS, _NUMBERS, _NAMES))
    if not (others and rank and (number or name)):
        return None
    return Listed(number, name, rank, others, names.get("model", ""), names.get("closeness", ""))


def across_of(names: dict[str, str]) -> NeighbourColumns | None:
    """The columns, where the table has its neighbours across; None where it does not."""
    ranks = _ranks_across(names)
    close = {int(match[1]): heading for name, heading in names.items() if (match := _CLOSENESS.fullmatch(name))}
    number, name, region, listed = (heading_of(names, wanted) for wanted in (_NUMBERS, _NAMES, _REGIONS, _LISTS))
    if listed and not ranks and _CODES & names.keys():
        return NeighbourColumns(number, name, region, [], listed)
    if len(ranks) < FEWEST_ACROSS or not (number or name):
        return None
    return NeighbourColumns(number, name, region, [(rank, ranks[rank], close.get(rank, "")) for rank in sorted(ranks)])


def _ranks_across(names: dict[str, str]) -> dict[int, str]:
    """The heading of each rank's neighbour. Of a number and a name the number tells, and comes first."""
    ranks: dict[int, str] = {}
    for name, heading in names.items():
        if match := _ACROSS.fullmatch(name) or _ORDINAL.fullmatch(name):
            ranks.setdefault(int(match[1]), heading)
    return ranks


def model_in(file_name: str) -> str:
    """The model that a file's name gives: sn_may_2025.xlsx → 2025-05; empty where it names none."""
    for word, year in _MONTH_AND_YEAR.findall(file_name):
        try:
            return f"{parse_month(f'{word} {year}'):%Y-%m}"
        except ValueError:
            continue
    if (match := _YEAR_AND_MONTH.search(file_name)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{match[2]}"
    year = _YEAR.search(file_name)
    return MODELS.get(year[1], "") if year else ""


def read_neighbours(sheet: Sheet, names: dict[str, str], reading: SeriesReading, file_name: str, model: str = "") -> None:
    """A neighbour of “-” means that the model names none: the row is read and gives nothing. Raises ModelNeeded."""
    if (listed := listed_of(names)) is not None:
        _Long(sheet, listed, reading, "" if listed.model else _model_of(file_name, model, reading)).read(sheet.rows)
    elif (columns := across_of(names)) is not None:
        _Wide(sheet, columns, reading, _model_of(file_name, model, reading)).read(sheet.rows)


def _model_of(file_name: str, model: str, reading: SeriesReading) -> str:
    if model:
        return _model(model)
    reading.model_asked = True
    found = model_in(file_name)
    if not found:
        raise ModelNeeded("This file does not say by which model these neighbours are. Say it, such as 2025-05 for that of May 2025.")
    reading.notes.append(f"By the file’s name these are the neighbours by the model {found}. Choose another where that is wrong.")
    return found


class _NeighboursReader:
    """What both layouts have: councils by number or name, and each neighbour once."""

    def __init__(self, reading: SeriesReading):
        self.reading = reading
        self.called: dict[str, str] = {}
        # By the nine letters and digits of the Office for National Statistics, which are known here for no council.
        self.named: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        self.ranks: dict[tuple, int] = {}
        self.taken: dict[tuple, int] = {}
        self.without: dict[str, list[int]] = {}

    def read(self, rows: Sequence[Row]) -> None:
        for row in self.reading.watched(rows):
            self.row(row)
        count = sum(map(len, self.without.values()))
        if count:
            one = "1 neighbour is left blank or given" if count == 1 else f"{count:,} neighbours are left blank or given"
            self.reading.notes.append(f"{one} as “-”, so none is stored for them: {', '.join(list(self.without)[:10])}.")

    def row(self, row: Row) -> None:
        raise NotImplementedError

    def know(self, pairs: Iterable[tuple[Cell, Cell]]) -> None:
        """Which number is whose name, for each council that has a row of its own."""
        for number, name in pairs:
            code = _number(number)
            if _NATIONAL.fullmatch(code) and clean_text(name):
                self.named[code] = clean_text(name)
            if code.isdecimal():
                self.called.setdefault(code, clean_text(name))
                self.numbers.setdefault(clean_text(name).casefold(), code)

    def council(self, cell: Cell, region: str = "") -> PlaceNamed:
        """A council by its number, or by its name where that is given."""
        text = _number(cell)
        if _NATIONAL.fullmatch(text):
            text = self.named.get(text, "")
            if not text:
                raise ValueError(
                    "This is a code of the Office for National Statistics. Give the council’s number, such as 343, or its name."
                )
        code = text if text.isdecimal() else self.numbers.get(text.casefold(), "")
        if not code and (not self.numbers_may_be_missing or not text or text.lower() in NONE):
            raise ValueError("This should be a council’s number, such as 343.")
        name = self.called.get(code) or (text if not text.isdecimal() else f"Council {code}")
        return PlaceNamed(PlaceKind.COUNCIL, code, name, region)

    numbers_may_be_missing = False

    def keep(self, place: PlaceNamed) -> tuple:
        if place.region:
            above = PlaceNamed(PlaceKind.REGION, "", place.region)
            self.reading.places.setdefault(above.key, above)
        if place.region or place.key not in self.reading.places:
            self.reading.places[place.key] = place
        return place.key

    def refuse_twice(self, model: str, ours: tuple, rank: int, other: tuple | None, row: Row) -> None:
        earlier = self.ranks.setdefault((model, ours, rank), row.number)
        if earlier != row.number:
            raise ValueError(f"Row {earlier} has the same model, council and rank. Delete one of the two.")
        if other == ours:
            raise ValueError("A council cannot be its own neighbour.")
        if other and self.taken.setdefault((model, ours, other), rank) != rank:
            raise ValueError(f"This council is neighbour {self.taken[model, ours, other]} already. Correct one of the two.")


class _Long(_NeighboursReader):
    def __init__(self, sheet: Sheet, columns: Listed, reading: SeriesReading, model: str):
        super().__init__(reading)
        self.columns, self.model = columns, model
        self.numbers_may_be_missing = not columns.number or len(columns.others) > 1 or "name" in columns.others[0].lower()
        self.know((row.get(columns.number), row.get(columns.name)) for row in sheet.rows)
        if len(columns.others) > 1:
            number, name, *_ = columns.others
            self.know((row.get(number), row.get(name)) for row in sheet.rows if clean_text(row.get(name)))
        used = {columns.number, columns.name, columns.rank, *columns.others, columns.model, columns.closeness}
        reading.notes += [f"The column “{heading}” was not used." for heading in sheet.header if heading not in used]

    def row(self, row: Row) -> None:
        columns = self.columns
        heading = columns.number or columns.name
        try:
            ours = self.council(row.get(heading))
            heading = columns.rank
            rank = _rank(row.get(heading))
            heading = next((each for each in columns.others if clean_text(row.get(each)).lower() not in NONE), columns.others[0])
            other = self.council(row.get(heading)) if clean_text(row.get(heading)).lower() not in NONE else None
            named = heading
            heading = columns.model
            model = _model(row.get(heading)) if heading else self.model
            heading = named
            self.refuse_twice(model, ours.key, rank, other.key if other else None, row)
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(row.get(heading)), str(problem)))
            return
        key = self.keep(ours)
        if other is None:
            self.without.setdefault(ours.name, []).append(rank)
            return
        closeness = clean_text(row.get(columns.closeness))[:30]
        self.reading.neighbours.append(NeighbourNamed(model, key, rank, self.keep(other), closeness, row.number))


class _Wide(_NeighboursReader):
    numbers_may_be_missing = True

    def __init__(self, sheet: Sheet, columns: NeighbourColumns, reading: SeriesReading, model: str):
        super().__init__(reading)
        self.columns, self.model = columns, model
        self.sections: list[int] = []
        self.know((row.get(columns.number), row.get(columns.name)) for row in sheet.rows)
        spoken_of = {columns.number, columns.name, columns.region, columns.listed, *(each for _, *both in columns.ranks for each in both)}
        unused = [heading for heading in sheet.header if heading not in spoken_of]
        reading.notes += [f"The column “{heading}” was not used." for heading in unused]

    def read(self, rows: Sequence[Row]) -> None:
        super().read(rows)
        if self.columns.listed:
            self.reading.notes.append("The neighbours are in one cell and were numbered in the order given, which may not be by closeness.")
        self.reading.note_rows(
            self.sections, "A row with one word alone was passed over", "{count} rows with one word alone were passed over"
        )

    def row(self, row: Row) -> None:
        """Take one council with all its neighbours, or refuse it for its first fault."""
        heading = self.columns.number or self.columns.name
        if sum(bool(clean_text(cell)) for cell in row.values.values()) == 1:
            self.sections.append(row.number)
            return
        try:
            ours = self.council(row.get(heading), region_named(clean_text(row.get(self.columns.region))))
            found = []
            for rank, column, cell, closeness in self._given(row):
                heading = column
                if (other := self._neighbour(row, rank, cell, ours)) is not None:
                    found.append((rank, other, clean_text(row.get(closeness))[:30]))
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(row.get(heading)), str(problem)))
            return
        key = self.keep(ours)
        self.reading.neighbours += [
            NeighbourNamed(self.model, key, rank, self.keep(other), near, row.number) for rank, other, near in found
        ]
        given = {rank for rank, _, _ in found}
        if missing := [rank for rank, _, _ in self.columns.ranks if rank not in given]:
            self.without[ours.name] = missing

    def _given(self, row: Row) -> Iterator[tuple[int, str, Cell, str]]:
        """Each neighbour’s rank, heading, cell and column of closeness. Of a list the ranks are as they stand."""
        if listed := self.columns.listed:
            texts = filter(None, map(clean_text, re.split(r"[,;|]", clean_text(row.get(listed)))))
            yield from ((rank, listed, text, "") for rank, text in enumerate(texts, start=1))
            return
        yield from ((rank, heading, row.get(heading), closeness) for rank, heading, closeness in self.columns.ranks)

    def _neighbour(self, row: Row, rank: int, cell: Cell, ours: PlaceNamed) -> PlaceNamed | None:
        other = self.council(cell) if clean_text(cell).lower() not in NONE else None
        self.refuse_twice(self.model, ours.key, rank, other.key if other else None, row)
        return other


def _number(cell: Cell) -> str:
    return clean_text(cell).removesuffix(".0")


def _rank(cell: Cell) -> int:
    text = _number(cell)
    rank = whole_number(text)
    if rank is None or not 1 <= rank <= 50:
        raise ValueError("The rank should be a whole number from 1.")
    return rank


def _model(cell: Cell) -> str:
    text = clean_text(cell)
    if not text:
        raise ValueError("The model’s name is missing, such as 2021-04.")
    return text[:20]
