"""Read a whole file of figures: recognise the table, check every row, report every bad cell."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from foundation.sheets import Limits, Sheet, TooMuchToOpen, UnreadableFile, notes_of_sheets, read_rows, sheets_of
from performance.enums import OF_THE_COUNCIL, Shape
from performance.models import Mapping

from .accounting import UNDERSTOOD_NOTHING
from .headings import is_scorecard
from .results import Reading
from .series import OnProgress, SeriesReading, columns_of, fits, has_across, is_whole, read_by_mapping, read_series, series_shape
from .several_sheets import SheetPart, joined
from .shapes import UnknownShape, recognise, recognise_by_roles
from .tables import read_table
from .tidying import (
    months_in_two_columns,
    months_of_a_year_named,
    without_reasons,
    without_repeated_headings,
    without_tables_beside,
    without_totals,
)

LIMITS = Limits(file_bytes=80 * 1024 * 1024, unpacked_bytes=400 * 1024 * 1024, rows=700_000, cells=6_000_000)
PUBLISHED = frozenset({Shape.LAIT, Shape.NEIGHBOURS, Shape.EES})
# A month a sheet for several years; each is opened by itself.
_MOST_SHEETS = 40
# What a file is to be read as.
Asked = Mapping | str


def read_sheet(file: BinaryIO | Path, name: str, sheet: str = "", header_row: int | None = None) -> Sheet:
    """The table in `file`, as it stands. Raises UnreadableFile."""
    read = without_reasons(read_rows(file, name, limits=LIMITS, sheet=sheet, header_row=header_row, need_results=True))
    # A published table's months are those of each row's year.
    if series_shape(read) in PUBLISHED:
        return read
    return months_in_two_columns(without_tables_beside(months_of_a_year_named(read, name), is_whole))


def read_sheet_as(file: BinaryIO | Path, name: str, mapping: Asked = "") -> Sheet:
    """The table that `mapping` is for: of a workbook's sheets the first that is known, where none is chosen. Raises UnreadableFile."""
    if isinstance(mapping, Mapping) and _names_its_sheet(mapping):
        return _where_it_says(file, name, mapping)
    try:
        sheet, problem = read_sheet(file, name), None
    except TooMuchToOpen:
        raise
    except UnreadableFile as refused:
        sheet, problem = None, refused
    if sheet is None or (sheet.name and not _is_known(sheet, mapping)):
        sheet = next(_known_sheets(file, name, mapping, sheet.name if sheet else ""), sheet)
    if sheet is None:
        raise problem or UnreadableFile(name)
    return sheet


def _where_it_says(file: BinaryIO | Path, name: str, mapping: Mapping) -> Sheet:
    """On the sheet and in the row that the mapping names. Where its columns are not there they are looked for: our own workbook of
    rejected rows has a title above them.
    """
    if not mapping.header_row:
        return read_sheet(file, name, mapping.sheet)
    content = file.read_bytes() if isinstance(file, Path) else _again(file)
    with suppress(UnreadableFile):
        said = read_sheet(BytesIO(content), name, mapping.sheet, mapping.header_row)
        if fits(mapping, said):
            return said
    found = read_sheet(BytesIO(content), name, mapping.sheet)
    return found if fits(mapping, found) else read_sheet(BytesIO(content), name, mapping.sheet, mapping.header_row)


def _names_its_sheet(mapping: Asked) -> bool:
    return isinstance(mapping, Mapping) and bool(mapping.sheet or mapping.header_row)


def _known_sheets(file: BinaryIO | Path, name: str, mapping: Asked, besides: str) -> Iterator[Sheet]:
    """A workbook may begin with a cover, a summary or its notes."""
    content = file.read_bytes() if isinstance(file, Path) else _again(file)
    with suppress(UnreadableFile):
        for each in sheets_of(content, name, limits=LIMITS)[:_MOST_SHEETS]:
            sheet = None if each == besides else _sheet_if_readable(content, name, each)
            with suppress(UnreadableFile):
                if sheet and _is_known(sheet, mapping):
                    yield sheet


def _sheet_if_readable(content: bytes, name: str, wanted: str) -> Sheet | None:
    """None where this sheet alone cannot be read. Raises TooMuchToOpen: each of the others could take as long."""
    try:
        return read_sheet(BytesIO(content), name, wanted)
    except TooMuchToOpen:
        raise
    except UnreadableFile:
        return None


def _again(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _is_known(sheet: Sheet, mapping: Asked) -> bool:
    if isinstance(mapping, Mapping):
        return fits(mapping, sheet)
    if series_shape(sheet) or has_across(sheet) or is_scorecard(sheet.header):
        return True
    try:
        recognise(sheet, mapping)
    except UnknownShape:
        return mapping_for(sheet) is not None
    except UnreadableFile:
        return False
    return True


def read_file(
    file: BinaryIO | Path, name: str, mapping: Asked = "", on_progress: OnProgress | None = None, model: str = ""
) -> Reading | SeriesReading:
    """Read `file`, named `name`. `mapping` is a saved one, a Shape's value, or empty to know the table by its headings; `model` is that
    of a table of neighbours which does not say it. Of a workbook every sheet is read that is a table of ours as the first one is.

    Raises UnreadableFile where it cannot be taken as one of them, or where nothing in it was understood; UnknownShape where a mapping
    could say what its columns mean.
    """
    sheets, unread = read_sheets_as(file, name, mapping)
    reading = (
        _read_all(sheets, unread, name, mapping, on_progress) if len(sheets) > 1 else _read(sheets[0], name, mapping, on_progress, model)
    )
    reading.notes += reading.passed.notes
    if reading.is_empty:
        what = "neighbour" if reading.shape == Shape.NEIGHBOURS else "figure"
        raise UnreadableFile(" ".join([UNDERSTOOD_NOTHING.format(what=what, rows=reading.read), *reading.notes]))
    return reading


def _read_all(sheets: list[Sheet], unread: list[str], name: str, mapping: Asked, on_progress: OnProgress | None) -> Reading | SeriesReading:
    """Every sheet by itself. One that cannot be read, as where nothing says its month, is named with the reason; raises where none can."""
    parts, problems = [], {}
    for sheet in sheets:
        try:
            parts.append(SheetPart(sheet.name, _read(sheet, name, mapping, on_progress, "", alone=False)))
        except UnreadableFile as problem:
            problems[sheet.name] = problem
    if not parts:
        raise next(iter(problems.values()))
    if all(isinstance(part.reading, Reading) and part.reading.by_words and not part.reading.figures for part in parts):
        return _read(sheets[0], name, mapping, on_progress, "")
    reading = joined(parts, unread)
    reading.notes += [f"The sheet “{sheet}” was not read. {problem}" for sheet, problem in problems.items()]
    return reading


def read_sheets_as(file: BinaryIO | Path, name: str, mapping: Asked = "") -> tuple[list[Sheet], list[str]]:
    """The table of `read_sheet_as`, with those of the workbook's other sheets that are tables of ours like it; and the other sheets' names.

    In the workbook's order. Of published tables the first alone is read.
    """
    first = read_sheet_as(file, name, mapping)
    if _names_its_sheet(mapping) or not first.name or not (kind := _kind(first, mapping)):
        return [first], []
    content = file.read_bytes() if isinstance(file, Path) else _again(file)
    names = sheets_of(content, name, limits=LIMITS)
    if not 1 < len(names) <= _MOST_SHEETS:
        return [first], []
    found = [sheet for each in names if (sheet := first if each == first.name else _alike(content, name, each, mapping, kind))]
    if len(found) == 1:
        return found, []
    _drop_notes_of_sheets(found, names)
    return found, sorted(set(names) - {sheet.name for sheet in found}, key=names.index)


def _drop_notes_of_sheets(found: list[Sheet], names: list[str]) -> None:
    """Which of them are read is said once, of all."""
    for sheet in found:
        about_sheets = notes_of_sheets(sheet.name, names, [])
        sheet.notes[:] = [note for note in sheet.notes if note not in about_sheets]


def _alike(content: bytes, name: str, wanted: str, mapping: Asked, kind: str) -> Sheet | None:
    sheet = _sheet_if_readable(content, name, wanted)
    return sheet if sheet and _kind(sheet, mapping) == kind else None


def _kind(sheet: Sheet, mapping: Asked) -> str:
    """How a sheet would be read as a table of ours; nothing for a published one, and for one that is not known."""
    if isinstance(mapping, Mapping):
        return str(mapping) if fits(mapping, sheet) else ""
    shape = Shape(mapping) if mapping else series_shape(sheet)
    if shape in PUBLISHED:
        return ""
    if shape == Shape.LONG:
        # Where the person says that it is one, the sheet must be one too.
        return str(shape) if not mapping or series_shape(sheet) == shape or has_across(sheet) else ""
    try:
        return str(recognise(sheet, mapping).series)
    except UnknownShape:
        return _kind_of_unknown(sheet)
    except UnreadableFile:
        return ""


def _kind_of_unknown(sheet: Sheet) -> str:
    if saved := mapping_for(sheet):
        return str(saved)
    if has_across(sheet):
        return "across"
    return "by words" if is_scorecard(sheet.header) else ""


def _read(
    sheet: Sheet, name: str, mapping: Asked, on_progress: OnProgress | None, model: str, *, alone: bool = True
) -> Reading | SeriesReading:
    if isinstance(mapping, Mapping):
        return _read_mapped(_tidied(sheet), name, mapping, on_progress)
    shape = Shape(mapping) if mapping else series_shape(sheet)
    if shape in PUBLISHED:
        return read_series(sheet, shape, name, on_progress, model)
    sheet = _tidied(sheet)
    if shape == Shape.LONG:
        return read_series(sheet, shape, name, on_progress)
    try:
        return read_table(sheet, recognise(sheet, mapping))
    except UnknownShape:
        reading = _read_unknown(sheet, name, on_progress, alone=alone)
        if reading is None:
            raise
        return reading


def _read_unknown(sheet: Sheet, name: str, on_progress: OnProgress | None, *, alone: bool) -> Reading | SeriesReading | None:
    """By a saved mapping that fits, by what is across, or by the words of the headings; None where only a person can say what it holds."""
    if saved := mapping_for(sheet):
        sheet.notes.append(f"The file was read by the saved mapping “{saved}”, whose columns it has.")
        return _read_mapped(sheet, name, saved, on_progress)
    if has_across(sheet):
        return read_series(sheet, Shape.LONG, name, on_progress)
    return _read_by_words(sheet, name, alone=alone) if is_scorecard(sheet.header) else None


def _read_by_words(sheet: Sheet, name: str, *, alone: bool) -> Reading | None:
    """None where no indicator in it is known, and it is not a sheet among others."""
    reading = read_table(sheet, recognise_by_roles(sheet, name))
    return None if alone and reading.refusals and not reading.figures else reading


def _tidied(sheet: Sheet) -> Sheet:
    return without_repeated_headings(without_totals(sheet))


def _read_mapped(sheet: Sheet, name: str, mapping: Mapping, on_progress: OnProgress | None) -> Reading | SeriesReading:
    """A table that says what was, what is and how others are is read as a scorecard; any other figure by figure."""
    if set(OF_THE_COUNCIL) & set(mapping.columns.values()):
        return read_table(sheet, recognise_by_roles(sheet, name, columns_of(mapping, sheet), mapping))
    return read_by_mapping(sheet, mapping, name, on_progress)


def mapping_for(sheet: Sheet) -> Mapping | None:
    """The saved mapping that names most of the file's columns, all of which the file has; the latest saved of equals."""
    fitting = [each for each in Mapping.objects.filter(sheet="", header_row=None).order_by("-saved_at", "-pk") if fits(each, sheet)]
    return max(fitting, key=lambda each: len(each.columns), default=None)
