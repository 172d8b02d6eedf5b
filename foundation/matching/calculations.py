"""Which heading of a list is which column: as somebody said, as we call it ourselves, else by its words. No Django."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from foundation.names.numbers import whole_number
from foundation.sheets import Row, Sheet, SheetColumn, clean_text, heading_key
from foundation.sheets.sheet import Rows

# An answer: the heading is none of our columns, the word none of what is known here.
NONE_OF_THESE = ""
EXAMPLES, LONGEST_EXAMPLE = 3, 40
_LOOKED_AT = 200
# The first columns of a workbook to correct. Brought back, they are nobody's data.
ROW_IN_FILE, WRONG = "Row in your file", "What is wrong, and what to do"


class ListColumn(SheetColumn):
    """A column that a list may have, as somebody is asked about it.

    `label` is what it holds, in words (“Allocated worker”). `fits` says of the words of a heading (its `heading_key`) whether they
    mean this column, `holds` of its first texts whether they can be in it. A list without a `required` column cannot be read; without a
    `wanted` one it can, but somebody is asked first. Any number of headings may be a column of which there are `several`; a further
    heading that fits this column is the column `others`.
    """

    def __init__(
        self,
        identifier: str,
        *also_called: str,
        label: str,
        required: bool = False,
        wanted: bool = False,
        several: bool = False,
        others: str = "",
        fits: Callable[[str], bool] | None = None,
        holds: Callable[[Sequence[str]], bool] | None = None,
    ):
        super().__init__(identifier, *also_called, required=required)
        self.label, self.wanted, self.several, self.others = label, wanted, several, others
        self.fits, self.holds = fits, holds


class KnownFrom(IntEnum):
    """Why a heading is taken for a column; of two for one column the higher wins."""

    NOTHING = 0
    WORDS = 1
    NAMED = 2
    REMEMBERED = 3
    CHOSEN = 4


@dataclass(frozen=True)
class SaidOfColumns:
    """What somebody said that headings are: of this list by the heading as it is written, of earlier ones by the heading's key."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)


SAID_NOTHING = SaidOfColumns()


@dataclass
class MatchedHeading:
    """A heading, the identifier of its column (or NONE_OF_THESE), why, and some of its values."""

    heading: str
    identifier: str
    known: KnownFrom
    examples: list[str]


@dataclass
class ListMatch:
    """Every heading of a list with its column, and what has to be asked."""

    headings: list[MatchedHeading]
    # Of each column that several headings claim alike, those headings: the first is taken until somebody has said.
    unsure: dict[str, list[str]] = field(default_factory=dict)
    # Columns that the list has to have, or should have, and that no heading is.
    lacking: list[ListColumn] = field(default_factory=list)

    @property
    def columns(self) -> dict[str, str]:
        """The heading of each column, by its identifier, in the order of the sheet; of several the first."""
        found: dict[str, str] = {}
        for each in self.headings:
            if each.identifier:
                found.setdefault(each.identifier, each.heading)
        return found

    def headings_of(self, identifier: str) -> list[str]:
        return [each.heading for each in self.headings if each.identifier == identifier]

    @property
    def unmatched(self) -> list[str]:
        return [each.heading for each in self.headings if not each.identifier]

    @property
    def never_asked(self) -> list[str]:
        """Headings of which nobody has said yet that they are none of our columns."""
        return [each.heading for each in self.headings if each.known == KnownFrom.NOTHING]

    @property
    def by_words(self) -> list[MatchedHeading]:
        """Those that are taken for a column by their words alone."""
        return [each for each in self.headings if each.known == KnownFrom.WORDS]

    def words_note(self, labels: Mapping[str, str]) -> str:
        """What was read by its words alone; empty where nothing was. `labels` are the columns in words, by identifier."""
        said = ", ".join(f"“{each.heading}” as {labels[each.identifier]}" for each in self.by_words)
        return f"Columns were read by the words in their headings: {said}." if said else ""

    @property
    def asks(self) -> bool:
        """Whether somebody has to say what a heading is before the list is read."""
        required = any(column.required for column in self.lacking)
        return bool(self.unsure) or required or bool(self.lacking and self.never_asked)


def match_list(
    sheet: Sheet,
    columns: Sequence[ListColumn],
    said: SaidOfColumns = SAID_NOTHING,
    key: Callable[[str], str] = heading_key,
) -> ListMatch:
    """Match the headings of a sheet with the columns that the list may have, in whose order their words are tried."""
    matching = _ListMatching(sheet, columns, said, key)
    matching.by_what_is_known()
    matching.by_words()
    return matching.done()


class _ListMatching:
    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[ListColumn],
        said: SaidOfColumns,
        key: Callable[[str], str],
    ):
        self.columns, self.said, self.key = columns, said, key
        self.by_identifier = {column.identifier: column for column in columns}
        self.named = {key(heading): column.identifier for column in columns for heading in column.headings}
        self.texts = {heading: _texts(sheet, heading) for heading in sheet.header if not _is_ours(heading)}
        self.headings = [
            MatchedHeading(heading, NONE_OF_THESE, KnownFrom.NOTHING, _examples(texts)) for heading, texts in self.texts.items()
        ]

    def by_what_is_known(self) -> None:
        for each in self.headings:
            heading = self.key(each.heading)
            for known, found in (
                (KnownFrom.CHOSEN, self.said.chosen.get(each.heading)),
                (KnownFrom.REMEMBERED, self.said.remembered.get(heading)),
                (KnownFrom.NAMED, self.named.get(heading)),
            ):
                # A column that there is no longer is asked about again.
                if found is not None and (found == NONE_OF_THESE or found in self.by_identifier):
                    each.identifier, each.known = found, known
                    break

    def by_words(self) -> None:
        for column in self.columns:
            free = [each for each in self.headings if each.known == KnownFrom.NOTHING and self._fits(column, each)]
            has_one = any(each.identifier == column.identifier for each in self.headings)
            for each in free:
                # Beside a column that is known for what it is, one that merely sounds like it is another.
                if column.several or not has_one:
                    each.identifier, each.known = column.identifier, KnownFrom.WORDS
                elif column.others:
                    each.identifier, each.known = column.others, KnownFrom.WORDS
            if column.others:
                self._give_further_ones(column, free)

    def _fits(self, column: ListColumn, each: MatchedHeading) -> bool:
        if column.fits is None or not column.fits(self.key(each.heading)):
            return False
        texts = self.texts[each.heading]
        return column.holds is None or not texts or column.holds(texts)

    def _give_further_ones(self, column: ListColumn, free: list[MatchedHeading]) -> None:
        for each in [each for each in free if each.identifier == column.identifier][1:]:
            each.identifier = column.others

    def done(self) -> ListMatch:
        found = ListMatch(self.headings)
        for column in self.columns:
            claims = [each for each in self.headings if each.identifier == column.identifier]
            if len(claims) > 1 and not column.several:
                self._settle(found, column, claims)
        there = {each.identifier for each in self.headings}
        found.lacking = [column for column in self.columns if (column.required or column.wanted) and column.identifier not in there]
        return found

    def _settle(self, found: ListMatch, column: ListColumn, claims: list[MatchedHeading]) -> None:
        """The one that is better known is it; where two are known alike it is asked."""
        best = max(each.known for each in claims)
        alike = [each for each in claims if each.known == best]
        if len(alike) > 1:
            found.unsure[column.identifier] = [each.heading for each in alike]
        for each in claims:
            if each is not alike[0]:
                each.identifier, each.known = NONE_OF_THESE, KnownFrom.NOTHING


def _is_ours(heading: str) -> bool:
    return heading_key(heading) in (heading_key(ROW_IN_FILE), heading_key(WRONG))


def _texts(sheet: Sheet, heading: str) -> list[str]:
    return [text for row in sheet.rows[:_LOOKED_AT] if (text := clean_text(row.get(heading)))]


def _examples(texts: Sequence[str]) -> list[str]:
    first = list(dict.fromkeys(texts))[:EXAMPLES]
    return [text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…" for text in first]


@dataclass(frozen=True)
class WordAsked:
    """A word of a list that is not known here: of which subject, as it is written, in which rows.

    `means` is what somebody has said that it means, None where nobody has yet; `guess` is what is then chosen on the page.
    """

    subject: str
    written: str
    rows: Sequence[int]
    means: str | None = None
    guess: str = ""


def words_in(
    sheet: Sheet, heading: str, *, key: Callable[[str], str], blank: Collection[str] = (), among: Collection[int] | None = None
) -> dict[str, list[int]]:
    """Each text of a column, as it is written first, with the rows that have it in any way of writing; `among` only those rows."""
    found: dict[str, tuple[str, list[int]]] = {}
    for row in sheet.rows if heading else ():
        text = clean_text(row.get(heading))
        if text.casefold() not in blank and text and (among is None or row.number in among):
            found.setdefault(key(text), (text, []))[1].append(row.number)
    return dict(found.values())


@dataclass(frozen=True)
class Corrections:
    """A sheet with corrected rows in their places: the numbers of those, and of the rows of the workbook that are none of them."""

    sheet: Sheet
    taken: list[int]
    passed_over: list[int]

    @property
    def text(self) -> str:
        done = "1 row was put in again." if len(self.taken) == 1 else f"{len(self.taken)} rows were put in again."
        others = ", ".join(map(str, self.passed_over))
        return f"{done} Not taken, as no row that could not be taken has their number: row {others} of the workbook." if others else done


def with_corrections(sheet: Sheet, corrected: Sheet, *, open_rows: Sequence[int]) -> Corrections:
    """Put the rows of a workbook to correct in the place of those that they came from, by the number that it gives of each.

    A row is taken where its number is one of `open_rows`, which could not be taken before.
    """
    numbers = next((heading for heading in corrected.header if heading_key(heading) == heading_key(ROW_IN_FILE)), "")
    fixed: dict[int, Row] = {}
    passed_over = []
    for row in corrected.rows:
        number = whole_number(clean_text(row.get(numbers)))
        if number is not None and number in open_rows and number not in fixed:
            fixed[number] = row
        else:
            passed_over.append(row.number)
    there = set(corrected.header)
    cells = [[(fixed.get(row.number, row) if heading in there else row).get(heading) for heading in sheet.header] for row in sheet.rows]
    rows = Rows(sheet.header, [row.number for row in sheet.rows], cells)
    joined = Sheet(sheet.header, rows, sheet.notes, sheet.header_number, sheet.titles, sheet.name, sheet.blocks)
    return Corrections(joined, sorted(fixed), passed_over)
