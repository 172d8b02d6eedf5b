"""A list before it is kept: without what says who a child is."""

import datetime

from audits.sampling.reading.columns import AGE_BAND, BIRTH, CASE, match_records, names_a_child
from audits.sampling.reading.words import band_of_birth
from audits.sheets.columns import gives_away
from audits.sheets.headings import is_case
from foundation.matching.calculations import SAID_NOTHING, SaidOfColumns
from foundation.sheets import Cell, Sheet, clean_text, heading_key
from foundation.sheets.sheet import Rows

_TAKEN_OUT = "taken out: "


def protected(sheet: Sheet, on: datetime.date, said: SaidOfColumns = SAID_NOTHING) -> Sheet:
    """The sheet without columns that name a child, with age bands for dates of birth, and without a name or a date for a case ID.

    Everything else is as it was; the notes say which columns were not kept. Done to a sheet again it changes nothing.
    """
    match = match_records(sheet, said)
    ages = {*match.headings_of(AGE_BAND), *match.headings_of(BIRTH)}
    kept = [heading for heading in sheet.header if heading in ages or not names_a_child(heading)]
    cases = {*match.headings_of(CASE), *match.unsure.get(CASE, ()), *(heading for heading in kept if is_case(heading_key(heading)))}
    cells = [[_kept(row.get(heading), heading in ages, heading in cases, on) for heading in kept] for row in sheet.rows]
    dropped = [heading for heading in sheet.header if heading not in kept]
    notes = [*sheet.notes, *(f"The column “{each}” was not kept: no child can be recognised here." for each in dropped)]
    numbers = [row.number for row in sheet.rows]
    return Sheet(kept, Rows(kept, numbers, cells), notes, sheet.header_number, name=sheet.name)


def _kept(cell: Cell, is_age: bool, is_a_case: bool, on: datetime.date) -> Cell:
    if is_age and (band := band_of_birth(cell, on)):
        return str(band.label)
    if is_a_case and (what := gives_away(cell)):
        return f"{_TAKEN_OUT}{what}"
    return cell


def what_was_taken_out(cell: Cell) -> str:
    """What stood where a case ID should be, as `protected` left it; empty for any other cell."""
    text = clean_text(cell)
    return text.removeprefix(_TAKEN_OUT) if text.startswith(_TAKEN_OUT) else ""
