"""Whom texts name, of people and records that are known: in any order, by initials, in addresses, whatever stands between the parts. No
Django.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from foundation.names.folding import fold
from foundation.names.keys import in_speaking_order, plain_letters, without_title

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_RUN = re.compile(r"[^\W\d_]+|\d+")
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor"])
_PARTICLES = frozenset(re.findall(r"\w+", "al bin da de del della der di dos du el la le mac ten ter van von"))
# Words of one letter, which are initials only before a full stop.
_ARTICLES = frozenset("AI")
# What may stand between two parts of a name, or of a case ID: a comma, a full stop, hyphens and space, in one text and one sentence's line.
_WITHIN_A_NAME = re.compile(r"[ .,\-'’_+/]{0,3}")
_WITHIN_AN_ID = re.compile(r"[ .:#/\\_\-]{0,3}")
# Between two numbers a comma or a full stop makes one figure of them.
_BETWEEN_NUMBERS = re.compile(r"[ :#/\\_\-]{1,3}")
_ENOUGH_DIGITS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
# Two capitals or more, with full stops or without.
_INITIALS = re.compile(r"(?<![^\W_])(?:[A-Z]\. ?){1,3}[A-Z]\b\.?|(?<![^\W_])[A-Z]{2,4}(?![^\W_])")
_OWNED = re.compile(r"['’]s$", re.IGNORECASE)
# An e-mail address up to its sign, and where on the web something is.
_ADDRESS = re.compile(r"[\w.+-]+(?=@\w)|https?://[^\s()<>|]+|\bwww\.[^\s()<>|]+", re.IGNORECASE)
# A name that is written as one word has so many letters at least; so many words may be pieces of one name.
_FEWEST_LETTERS, _MOST_PIECES = 6, 6


def people_named(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Those of these full names that a text gives: whole or without the names in the middle, either way round, or the surname with
    initials or a title. Sorted.
    """
    people = [person for person in map(_Person, set(names)) if person.surname]
    known: dict[str, list[_Person]] = defaultdict(list)
    joined: dict[str, list[_Person]] = defaultdict(list)
    short: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        known[person.surname[0]].append(person)
        for word in person.as_one_word:
            joined[word].append(person)
        for word in person.in_addresses:
            short[word].append(person)
    found = (_in_one_text(plain_letters(unquote(text)), known, joined, short) for text in texts)
    return sorted({person.name for each in found for person in each}, key=fold)


_Known = dict[str, "list[_Person]"]


def _in_one_text(text: str, known: _Known, joined: _Known, short: _Known) -> Iterator["_Person"]:
    words = _Words(text)
    yield from _people_in(words, known)
    yield from _people_joined(words, joined)
    for address in _ADDRESS.findall(text):
        # In an address an initial is written small, and a name as one word with it.
        yield from _people_in(_Words(address.title()), known)
        yield from (person for part in re.split(r"[/?&=#@]", address) for person in short.get(fold(re.sub(r"[\W\d_]", "", part)), ()))


def case_ids_named(texts: Iterable[str], case_ids: Iterable[str]) -> list[str]:
    """Those of these case IDs that a text gives, in any letters and with anything between their parts: L-1020, L1020, l/1020. Sorted."""
    known: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for case_id in set(case_ids):
        known[_parts(case_id)].add(case_id)
    known.pop((), None)
    longest = max(map(len, known), default=0)
    found = (known[parts] for text in texts for parts in _runs_in(plain_letters(text), longest) if parts in known)
    return sorted({case_id for each in found for case_id in each})


def case_ids_written(text: str, case_ids: Iterable[str]) -> list[str]:
    """What of a text gives one of these case IDs, as it is written there, in its order: besides what `case_ids_named` finds also parted by
    spaces (L C S 10 204), and its number alone where that has five digits, or four that are no year.
    """
    ids = set(case_ids)
    exact = {_parts(case_id) for case_id in ids} - {()}
    whole = {"".join(parts) for parts in exact}
    numbers = {digits for each in whole if len(digits := re.sub(r"\D", "", each)) >= _ENOUGH_DIGITS}
    longest = max(map(len, whole), default=0)
    text, found, end = plain_letters(unquote(text)), [], 0
    for piece in _pieces_in(text, longest):
        if piece[0].start() < end:
            continue
        parts = tuple(fold(run.group()) for run in piece)
        if parts in exact or _is_parted(parts, whole) or _is_number_alone(text, piece, numbers):
            end = piece[-1].end()
            found.append(text[piece[0].start() : end])
    return found


def _pieces_in(text: str, longest: int) -> Iterator[list[re.Match[str]]]:
    """From each place the longest piece first."""
    runs = list(_RUN.finditer(text))
    for first, begin in enumerate(runs):
        if text[begin.start() - 1 : begin.start()].isalnum() and begin.start():
            continue
        pieces = list(_pieces_from(text, runs, first, longest))
        yield from reversed(pieces)


def _pieces_from(text: str, runs: Sequence[re.Match[str]], first: int, longest: int) -> Iterator[list[re.Match[str]]]:
    letters = 0
    for last in range(first, len(runs)):
        letters += len(runs[last].group())
        if letters > longest or (last > first and not _may_join(text, runs[last - 1], runs[last])):
            return
        piece = list(runs[first : last + 1])
        if not text[runs[last].end() : runs[last].end() + 1].isalnum() and not _is_word_and_figure(text, piece):
            yield piece


def _is_parted(parts: Sequence[str], whole: Collection[str]) -> bool:
    joined = "".join(parts)
    return joined in whole and sum(map(str.isdigit, joined)) >= _ENOUGH_DIGITS


def _is_number_alone(text: str, piece: Sequence[re.Match[str]], numbers: Collection[str]) -> bool:
    digits = "".join(run.group() for run in piece)
    if digits not in numbers or re.search(r"[\d,.£]$", text[: piece[0].start()]) or re.match(r"[,.]?\d|%", text[piece[-1].end() :]):
        return False
    return len(digits) > _ENOUGH_DIGITS or (len(piece) == 1 and not _YEAR.fullmatch(digits))


def initials_written(text: str, names: Iterable[str]) -> list[str]:
    """What of a text may be the initials of one of these people, as it is written there: “Z.A.”, “ZAK”. Whose they are nobody can say."""
    known = {initials for name in set(names) for initials in _Person(name).initials}
    return [match.group() for match in _INITIALS.finditer(plain_letters(text)) if re.sub(r"\W", "", match.group()) in known]


@dataclass(frozen=True)
class _Person:
    """A full name in its words, folded: the last is the surname, of several words where hyphens join it or it begins with “de” or “van”."""

    name: str

    @cached_property
    def _spoken(self) -> list[list[str]]:
        parts = plain_letters(in_speaking_order(without_title(self.name))).split()
        spoken = [words for words in ([fold(word) for word in _WORD.findall(part)] for part in parts) if words]
        while len(spoken) > 2 and spoken[-2][0] in _PARTICLES:
            spoken[-2:] = [[*spoken[-2], *spoken[-1]]]
        return spoken

    @property
    def surname(self) -> list[str]:
        return self._spoken[-1] if self._spoken else []

    @property
    def forename(self) -> list[str]:
        return self._spoken[0] if len(self._spoken) > 1 else []

    @property
    def forenames(self) -> list[str]:
        return [word for part in self._spoken[:-1] for word in part]

    @property
    def initials(self) -> set[str]:
        """Of its parts, and of each word of them: ZA and ZAK of Zainab Ali-Khan."""
        every = ("".join(words[0][0] for words in self._spoken), "".join(word[0] for words in self._spoken for word in words))
        return {letters.upper() for letters in every if len(letters) > 1}

    @property
    def as_one_word(self) -> set[str]:
        """The name without anything between its parts: “zainabalikhan”."""
        whole = {"".join([*names, *self.surname]) for names in (self.forename, self.forenames) if names}
        return {word for word in whole if len(word) >= _FEWEST_LETTERS}

    @property
    def in_addresses(self) -> set[str]:
        """As addresses of mail have it, first name or initial before the surname or after it: “zalikhan”."""
        surname, forename = "".join(self.surname), "".join(self.forename)
        return {word for name in (forename, forename[:1]) if name for word in (name + surname, surname + name)}


class _Words:
    """The words of a text, as they are and folded, and what stands between them."""

    def __init__(self, text: str):
        self._text, self._found = text, list(_WORD.finditer(text))
        # “Ali’s” is Ali.
        self.folded = [fold(_OWNED.sub("", match.group())) for match in self._found]

    def as_written(self, at: int) -> str:
        return self._found[at].group()

    def between(self, at: int) -> str:
        """What stands after the word at this place."""
        end = self._found[at + 1].start() if at + 1 < len(self._found) else len(self._text)
        return self._text[self._found[at].end() : end]

    def have(self, words: Sequence[str], at: int) -> bool:
        """Whether these words stand there together."""
        return at >= 0 and self.folded[at : at + len(words)] == list(words) and self.joined(at, len(words))

    def joined(self, at: int, many: int) -> bool:
        return at >= 0 and all(_WITHIN_A_NAME.fullmatch(self.between(place)) for place in range(at, at + many - 1))

    def is_large(self, at: int) -> bool:
        return self.as_written(at)[:1].isupper()

    def is_initial(self, at: int) -> bool:
        """A capital by itself, or two or three together; “A” and “I” are words unless a full stop follows."""
        word = self.as_written(at)
        return word.isupper() and len(word) <= 3 and (word not in _ARTICLES or self.between(at).startswith("."))


def _people_in(words: _Words, known: dict[str, list[_Person]]) -> Iterator[_Person]:
    for at, word in enumerate(words.folded):
        yield from (person for person in known.get(word, ()) if words.have(person.surname, at) and _is_named(words, at, person))


def _people_joined(words: _Words, joined: _Known) -> Iterator[_Person]:
    """Names that are written with fewer gaps than they have: “Zainab AliKhan”."""
    for at in range(len(words.folded)):
        for many in range(1, min(_MOST_PIECES, len(words.folded) - at) + 1):
            if not words.joined(at, many):
                break
            yield from joined.get("".join(words.folded[at : at + many]), ())


def _is_named(words: _Words, at: int, person: _Person) -> bool:
    """Whether what stands around the surname, which begins at this place, makes it that of this person."""
    end = at + len(person.surname)
    if not person.forename:
        return words.is_large(at)
    return _stands_before(words, at, person) or _follows(words, end, person) or _by_initials(words, at, end, person)


def _stands_before(words: _Words, at: int, person: _Person) -> bool:
    """With every name, or with the first alone, whatever initials are between."""
    start = at
    while start > 0 and words.is_initial(start - 1):
        start -= 1
    near = words.joined(start - 1, at - start + 2) and words.have(person.forename, start - len(person.forename))
    return near or words.have([*person.forenames, *person.surname], at - len(person.forenames))


def _follows(words: _Words, end: int, person: _Person) -> bool:
    """After a comma however they are written; without one only where both are written large: “the young will” is nobody."""
    start, many = end - len(person.surname), len(person.forename)
    if not words.have([*person.surname, *person.forename], start):
        return False
    return "," in words.between(end - 1) or all(map(words.is_large, range(start, end + many)))


def _by_initials(words: _Words, at: int, end: int, person: _Person) -> bool:
    if not any(map(words.is_large, range(at, end))):
        return False
    before = at > 0 and words.joined(at - 1, 2)
    after = end < len(words.folded) and words.joined(end - 1, 2)
    if before and (words.folded[at - 1] in _TITLES or (words.is_initial(at - 1) and _initials_of(words, at - 1, -1, person))):
        return True
    return after and words.is_initial(end) and _initials_of(words, end, 1, person)


def _initials_of(words: _Words, at: int, step: int, person: _Person) -> bool:
    """Whether the initials at this place, with those beyond them, begin as the person's first name does."""
    first = person.forename[0][0]
    while words.is_initial(at):
        beyond = at + step
        if step > 0 or words.folded[at][0] == first:
            return words.folded[at][0] == first
        if beyond < 0 or not words.joined(beyond, 2):
            return False
        at = beyond
    return False


def _parts(case_id: str) -> tuple[str, ...]:
    return tuple(fold(run) for run in _RUN.findall(plain_letters(case_id)))


def _runs_in(text: str, longest: int) -> Iterator[tuple[str, ...]]:
    """Every piece of a text that may be a case ID of so many parts: runs of letters and of digits, with what may stand between them."""
    runs = list(_RUN.finditer(text))
    for first, begin in enumerate(runs):
        if text[begin.start() - 1 : begin.start()].isalnum():
            continue
        for last in range(first, min(first + longest, len(runs))):
            if last > first and not _may_join(text, runs[last - 1], runs[last]):
                break
            piece = runs[first : last + 1]
            if not text[runs[last].end() : runs[last].end() + 1].isalnum() and not _is_word_and_figure(text, piece):
                yield tuple(fold(run.group()) for run in piece)


def _may_join(text: str, run: re.Match[str], other: re.Match[str]) -> bool:
    between = text[run.end() : other.start()]
    are_numbers = run.group().isdigit() and other.group().isdigit()
    return bool((_BETWEEN_NUMBERS if are_numbers else _WITHIN_AN_ID).fullmatch(between))


def _is_word_and_figure(text: str, piece: Sequence[re.Match[str]]) -> bool:
    """“A 12” may be: after one letter and a space only a longer number makes a case ID of them."""
    if len(piece) != 2 or " " not in text[piece[0].end() : piece[1].start()]:
        return False
    lengths = sorted(len(run.group()) for run in piece)
    return lengths[0] == 1 and lengths[1] < _ENOUGH_DIGITS
