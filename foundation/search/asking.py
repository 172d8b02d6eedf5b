"""What was typed into the search: a number, perhaps with what it is the number of, a case ID, or words. No Django."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from foundation.names import folded
from foundation.names.numbers import whole_number
from foundation.search.words import Term, terms_of

# What stands about a text that was pasted out of a sentence.
_AROUND = ' \t\r\n,;:.!?"“”„«»()[]{}'
_NUMBER_BEFORE = r"(?:(?:number|no|nr)(?![a-z])[.:]?|№|[#:])?"
# “Audits of July 2023”, “theme neglect”, “team Elm”: what kind of thing is meant, which its own words need not say.
_NAMES_OF_KINDS = frozenset(
    ["audit", "audits", "month", "theme", "cohort", "team", "service", "report", "indicator", "person", "of", "on", "the", "about"]
)


@dataclass(frozen=True)
class Sought:
    """`only` is the key of the one kind that is meant; `number` is None where there is none. `words` are for names, `terms` for texts, and
    `within` says which texts hold them all somewhere (`foundation.search.matching`).
    """

    only: str = ""
    number: int | None = None
    case: str = ""
    words: str = ""
    terms: tuple[Term, ...] = ()
    within: frozenset[int] = frozenset()


def read_search(text: str, called: Mapping[str, str], records: Mapping[str, str]) -> Sought:
    """“Action 196”, “196 action” or “ACT-196” is action 196 and nothing else; “action plan” is two words.

    `called` gives the key of a kind by what its numbers follow; `records` by what a case ID follows.
    """
    typed, text = text, text.strip(_AROUND)
    kinds = "|".join(sorted({*called, *records}, key=len, reverse=True))
    plain = re.sub(rf"#?(?P<number>[0-9]+) (?P<kind>{kinds})", r"\g<kind> \g<number>", " ".join(folded(text).split()))
    found = re.fullmatch(rf"(?:(?P<kind>{kinds})(?![a-z])\s*-?\s*)?{_NUMBER_BEFORE}\s*(?P<rest>.*)", plain, re.DOTALL)
    assert found is not None  # every part of it may be missing
    kind, rest = found["kind"] or "", found["rest"]
    is_case = kind in records and any(letter.isdigit() for letter in rest)
    if kind in records and kind not in called:
        return Sought(only=records[kind], case=rest) if is_case else _words(text, typed)
    number = whole_number(rest)
    if kind and number is not None:
        return Sought(only=called[kind], number=number)
    case = rest if is_case else text
    return Sought(number=number, case=case, words=text) if number is not None else _words(text, typed, case)


def _words(text: str, typed: str, case: str = "") -> Sought:
    return Sought(case=case or text, words=text, terms=terms_of(typed))


def without_kinds(text: str) -> str:
    """The text without words that only say of what kind the thing is."""
    return " ".join(word for word in text.split() if folded(word).strip(_AROUND) not in _NAMES_OF_KINDS)
