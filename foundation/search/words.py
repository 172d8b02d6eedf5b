"""The words of a text, and what was typed to look for: the same for both databases, which are given nothing but words. No Django.

Neither database parts, folds or stems: PostgreSQL's `unaccent` need not be installed, its English endings are not SQLite's, and each
knows other letters. A word is a run of letters and digits of the folded text (`foundation.names.fold`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.names import fold
from foundation.names.folding import ACCENTS, SIGNS

# Longer than any word; what is pasted without a gap is cut, in the index and in what is looked for.
LONGEST_WORD = 60
# Shorter words are looked for whole: “no…” begins a word of everything.
SHORTEST_BEGINNING = 3
MOST_TERMS = 12
_WORD = re.compile(r"[^\W_]+")
# Accents that follow their letter, apostrophes and signs that nobody sees are within a word.
_NOT_COUNTED = ACCENTS + "".join(re.escape(sign) for sign, kind in SIGNS.items() if kind is None)
_WRITTEN = re.compile(rf"(?:[^\W_]|[{_NOT_COUNTED}])+")
_QUOTED = re.compile(r"[“„\"]([^“”„\"]*)[”\"]")
_HISSING = ("ches", "shes", "sses", "xes", "zes")
AROUND = 90


def words_in(text: str) -> list[str]:
    """“asked ms oneill twice” of “Asked Ms O’Neill – twice.”, in their order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


@dataclass(frozen=True)
class Term:
    """What a text must hold: the beginning of a word in one of some spellings, or words that follow each other, whole."""

    words: tuple[str, ...]
    is_quoted: bool = False
    # Which words of the index begin so, where that was looked up: an index finds whole words quicker than beginnings.
    spellings: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.is_quoted or len(self.words[0]) < SHORTEST_BEGINNING

    @property
    def beginnings(self) -> tuple[str, ...]:
        """“families” is looked for as family too, “family” as families: no more is done about endings."""
        (word,) = self.words
        return tuple(dict.fromkeys([word, *_other_numbers(word)]))

    def begins(self, word: str) -> bool:
        """Whether a word of a text is one of those that were looked for."""
        return word in self.words if self.is_whole else word.startswith(self.beginnings)


def _other_numbers(word: str) -> list[str]:
    if len(word) < 4 or not word.isalpha():
        return []
    if word.endswith("ies"):
        return [word[:-3] + "y"]
    if word.endswith(_HISSING):
        return [word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [word[:-1]]
    return [word[:-1] + "ies"] if word.endswith("y") and word[-2] not in "aeiou" else []


def terms_of(text: str) -> tuple[Term, ...]:
    """What was typed: every word, those in quotation marks together. None where no word has two letters or digits: it would find all."""
    quoted = [tuple(words_in(match[1])) for match in _QUOTED.finditer(text)]
    terms = [Term(words, is_quoted=True) for words in quoted if words]
    terms += [Term((word,)) for word in words_in(_QUOTED.sub(" ", text))]
    return tuple(dict.fromkeys(terms))[:MOST_TERMS] if any(len(word) > 1 for term in terms for word in term.words) else ()


def holds_all(terms: Sequence[Term], text: str) -> bool:
    """Whether a text holds every term; what the index answers of all texts at once."""
    words = words_in(text)
    return all(_holds(term, words) for term in terms)


def _holds(term: Term, words: list[str]) -> bool:
    if not term.is_quoted:
        return any(map(term.begins, words))
    size, wanted = len(term.words), list(term.words)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


@dataclass(frozen=True)
class PassagePiece:
    text: str
    is_found: bool = False


@dataclass(frozen=True)
class Passage:
    """A part of a text with the words that were looked for, each apart from what is between them."""

    pieces: tuple[PassagePiece, ...]

    @property
    def found(self) -> list[str]:
        return [piece.text for piece in self.pieces if piece.is_found]


def passage_of(text: str, terms: Sequence[Term]) -> Passage:
    """The part of a text around the first word that was looked for; its beginning where it has none."""
    text = " ".join(text.split())
    places = [match.span() for match in _WRITTEN.finditer(text) if _is_sought(match.group(), terms)]
    first = places[0] if places else (0, 0)
    start, end = _start_of(text, first[0]), _end_of(text, first[1])
    pieces, at = [PassagePiece("… ")] if start else [], start
    for begin, stop in places:
        if stop <= end:
            pieces += [PassagePiece(text[at:begin])] * (begin > at) + [PassagePiece(text[begin:stop], is_found=True)]
            at = stop
    pieces += [PassagePiece(text[at:end])] * (end > at) + [PassagePiece(" …")] * (end < len(text))
    return Passage(tuple(pieces))


def _is_sought(written: str, terms: Sequence[Term]) -> bool:
    return any(term.begins(word) for word in words_in(written) for term in terms)


def _start_of(text: str, place: int) -> int:
    """The beginning of a word, so far before the place."""
    start = max(place - AROUND, 0)
    return start if not start else min(text.find(" ", start) + 1 or place, place)


def _end_of(text: str, place: int) -> int:
    end = place + AROUND
    return len(text) if end >= len(text) else max(text.rfind(" ", 0, end), place)
