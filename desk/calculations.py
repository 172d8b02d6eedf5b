"""What was typed into the search: a number, perhaps with what it is the number of, a case ID, or words."""

import re
from dataclasses import dataclass
from enum import Enum

from foundation.names import folded

LARGEST_NUMBER = 2**63 - 1


class Subject(Enum):
    """What the first word may say: “Action 196”, “audit no. 250”, “record C-204”."""

    AUDIT = "audit"
    ACTION = "action"
    OBSERVATION = "observation"
    VOICE = "voice"
    RECORD = "record"


_BEFORE = {
    "audit": Subject.AUDIT, "audits": Subject.AUDIT, "action": Subject.ACTION, "actions": Subject.ACTION,
    "observation": Subject.OBSERVATION, "observations": Subject.OBSERVATION,
    "voice": Subject.VOICE, "voices": Subject.VOICE,
    "record": Subject.RECORD, "childs record": Subject.RECORD, "case": Subject.RECORD, "case id": Subject.RECORD,
}  # fmt: skip
_KINDS = "|".join(sorted(_BEFORE, key=len, reverse=True))
_WRITTEN = re.compile(rf"(?:(?P<kind>{_KINDS})(?![a-z])\s*)?(?:(?:number|no|nr)(?![a-z])[.:]?|№|[#:])?\s*(?P<rest>.*)", re.DOTALL)
_NUMBER_FIRST = re.compile(rf"#?(?P<number>[0-9]+) (?P<kind>{_KINDS})")
_NUMBER = re.compile(r"[0-9]+")
# What stands about a text that was pasted out of a sentence.
_AROUND = ' \t\r\n,;:.!?"“”„«»()[]{}'


# “Audits of July 2023”, “theme neglect”, “team Elm”: what kind of thing is meant, which its own words need not say.
_NAMES_OF_KINDS = frozenset(
    ["audit", "audits", "month", "theme", "cohort", "team", "service", "report", "indicator", "person", "of", "on", "the", "about"]
)


@dataclass(frozen=True)
class SearchTerms:
    """`only` is the kind that the text names, and nothing else is meant; `number` is None where there is none, `words` empty."""

    only: Subject | None
    number: int | None
    case: str
    words: str

    def means(self, *kinds: Subject) -> bool:
        return self.only is None or self.only in kinds


def read_search(text: str) -> SearchTerms:
    """“Action 196”, or “196 action”, is action 196 and nothing else; “action plan” is two words."""
    text = text.strip(_AROUND)
    plain = _NUMBER_FIRST.sub(r"\g<kind> \g<number>", " ".join(folded(text).split()))
    found = _WRITTEN.fullmatch(plain)
    assert found is not None  # every part of it may be missing
    kind, rest = _BEFORE.get(found["kind"] or ""), found["rest"]
    is_case = kind in (Subject.RECORD, Subject.AUDIT) and any(letter.isdigit() for letter in rest)
    if kind is Subject.RECORD:
        return SearchTerms(kind, None, rest, "") if is_case else SearchTerms(None, None, text, text)
    number = int(rest) if _NUMBER.fullmatch(rest) and int(rest) <= LARGEST_NUMBER else None
    if kind and number is not None:
        return SearchTerms(kind, number, "", "")
    return SearchTerms(None, number, rest if is_case else text, text)


def without_kinds(text: str) -> str:
    """The text without words that only say of what kind the thing is."""
    return " ".join(word for word in text.split() if folded(word).strip(_AROUND) not in _NAMES_OF_KINDS)
