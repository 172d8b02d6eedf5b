"""Whom words would name: colleagues in any spelling, case IDs in any spelling, and where."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps

from foundation.accounts.models import Person
from foundation.documents import Bullets, Paragraph, RichBlock, Table, blocks_of, cells_of
from foundation.guard.free_text import Find, find_token, names_nobody
from foundation.guard.queries import dismissed_at, found_in, still_asked
from foundation.names import address_key, case_ids_written, fold, initials_written, people_named
from publications.enums import MayName, NamedAs, TextPlace
from publications.models import Publication

_WORD = re.compile(r"[^\W\d_]{3,}")
# Capitals that stand for something else, whatever people here are called.
_ABBREVIATIONS = re.compile(
    "IRO|GP|NHS|PEP|EHCP|CAMHS|LADO|CIN|CPP?|CLA|LAC|SEN|PLO|[IR]CPC|IDVA|MASH|YOT|YJS|FGC|UK|SW|TM|PA|QA|RI|HR|IT|[AP]M"
)


@dataclass(frozen=True)
class PlaceInWords:
    """Where in the words under a name: in `number` of its kind, of a table in `row` of the column that is headed `column`."""

    what: TextPlace | None = None
    number: int = 0
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Named:
    """What would be given away: `text` as it is written, or whose name it is; `part` is the name of the words that hold it."""

    named_as: NamedAs
    text: str
    part: str
    place: PlaceInWords


class PeopleAndRecords:
    """Everybody who works or worked here and every record's case ID, read once for all words of a publication."""

    def __init__(self) -> None:
        people = Person.objects.filter(is_system=False).order_by()
        rows = list(people.values_list("name", "email"))
        self.names = [name for name, _ in rows]
        self.addresses = {address_key(email) for _, email in rows if email}
        self.case_ids = _case_ids()
        self.name_parts = {fold(part) for name in self.names for part in _WORD.findall(name)}

    def in_piece(self, text: str) -> Iterator[tuple[NamedAs, str]]:
        yield from ((NamedAs.CASE_ID, written) for written in case_ids_written(text, self.case_ids))
        yield from ((NamedAs.COLLEAGUE, name) for name in people_named([text], self.names))
        plain = address_key(text)
        yield from ((NamedAs.ADDRESS, address) for address in sorted(self.addresses) if address in plain)

    def asked_in(self, text: str) -> Iterator[Find]:
        """What may be somebody here: initials, and a first name or surname by itself."""
        for written in initials_written(text, self.names):
            if not _ABBREVIATIONS.fullmatch(written):
                yield Find(MayName.INITIALS.label, written, "", "")
        for word in _WORD.findall(text):
            if word[0].isupper() and fold(word) in self.name_parts and not names_nobody(word):
                yield Find(MayName.PART_OF_A_NAME.label, word, "", "")


def _case_ids() -> set[str]:
    """Of audits, samples, dip samples and whatever else holds one."""
    holding = [model for model in apps.get_models() if any(field.name == "case_id" for field in model._meta.fields)]
    return {case_id for model in holding for case_id in model._default_manager.order_by().values_list("case_id", flat=True) if case_id}


def named_in(words: Mapping[str, str], known: PeopleAndRecords | None = None) -> list[Named]:
    """What these words, by their names, would give away, in their order; each once in its place."""
    known = known or PeopleAndRecords()
    found: list[Named] = []
    for part, text in words.items():
        for place, piece in pieces_of(text):
            new = [Named(named_as, said, part, place) for named_as, said in known.in_piece(piece)]
            found += [each for each in new if each not in found and not _is_said_in_its_row(each, found)]
    return found


def _is_said_in_its_row(named: Named, found: Iterable[Named]) -> bool:
    """A row is read whole after its cells: what one of them says is not said again."""
    place = named.place
    whole_row = place.what == TextPlace.CELL and not place.column
    return whole_row and any(
        (each.part, each.text, each.place.number, each.place.row) == (named.part, named.text, place.number, place.row) for each in found
    )


def asked_in(words: Mapping[str, str], known: PeopleAndRecords, target: Publication | None) -> dict[str, list[Find]]:
    """By the name of the words, what may be somebody here and nobody has said may stand."""
    done = dismissed_at(target)
    found = {name: list({find.text: find for find in known.asked_in(text)}.values()) for name, text in words.items()}
    left = {name: [find for find in finds if find_token(find) not in done] for name, finds in found.items()}
    return {name: finds for name, finds in left.items() if finds}


def guarded_in(words: Mapping[str, str], target: Publication) -> dict[str, list[Find]]:
    """By the name of the words, what looks like an identity to the guard and nobody has said may stand."""
    done = dismissed_at(target)
    found = {name: still_asked(finds, done) for name, finds in found_in(words).items()}
    return {name: finds for name, finds in found.items() if finds}


def pieces_of(text: str) -> Iterator[tuple[PlaceInWords, str]]:
    """Each piece of a writer's text with where it stands: as the reader sees it, and where its links lead."""
    numbers = dict.fromkeys(TextPlace, 0)
    for block in blocks_of(text):
        yield from _pieces_of_block(block, numbers)


def _pieces_of_block(block: RichBlock, numbers: dict[TextPlace, int]) -> Iterator[tuple[PlaceInWords, str]]:
    if isinstance(block, Paragraph):
        yield _next(TextPlace.PARAGRAPH, numbers), block.text
        yield from _links([block.looks], numbers)
    elif isinstance(block, Bullets):
        yield from ((_next(TextPlace.ITEM, numbers), item) for item in block.items)
        yield from _links(block.looks, numbers)
    else:
        yield from _cells(block, numbers)


def _links(looks: Iterable[Sequence], numbers: dict[TextPlace, int]) -> Iterator[tuple[PlaceInWords, str]]:
    yield from ((_next(TextPlace.LINK, numbers), run.link) for runs in looks for run in runs if run.link)


def _cells(table: Table, numbers: dict[TextPlace, int]) -> Iterator[tuple[PlaceInWords, str]]:
    """Each cell, then its row as a whole: a name may be parted over two cells."""
    title = _next(TextPlace.TABLE_TITLE, numbers)
    yield title, table.caption
    rows = [[cell.words for cell in cells_of(row)] for row in table.rows]
    for place, row in enumerate([table.header, *rows]):
        for heading, words in zip(table.header, row, strict=True):
            yield PlaceInWords(TextPlace.CELL, title.number, place, heading), words
        yield PlaceInWords(TextPlace.CELL, title.number, place), " ".join(row)


def _next(what: TextPlace, numbers: dict[TextPlace, int]) -> PlaceInWords:
    numbers[what] += 1
    return PlaceInWords(what, numbers[what])


def words_of(publication: Publication) -> dict[str, str]:
    """All that a publication says in its writers' words, by the names under which a form asks for them."""
    return {"title": publication.title, "summary": publication.summary, **publication.texts}
