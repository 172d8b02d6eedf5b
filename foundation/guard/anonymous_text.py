"""A text without whatever may say who somebody is, to be shown to people who may not read where it comes from.

The guard warns a writer and misses a little rather than cry at every capital letter; here it is the other way round: whatever is written
large and is no ordinary word is taken out, and what is left may read oddly.
"""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from foundation.names import folded, name_key

from .free_text import A_NAME, BIRTH, NHS_NUMBER, PHONE, POSTCODE, names_nobody, spans_in

NAME, NUMBER, DATE, PLACE = "[name]", "[number]", "[date]", "[place]"
_IN_PLACE_OF = {A_NAME: NAME, NHS_NUMBER: NUMBER, PHONE: NUMBER, POSTCODE: PLACE, BIRTH: DATE}
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_TOKEN = re.compile(r"\w[\w’'‘`.\-‐‑/]*", re.UNICODE)
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_ANY_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}(?:,? \d{{4}})?"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MANY_DIGITS = 3
_SHORTEST_NAME = 2
_WRITTEN_BY_TWO = 2
# Of months and seasons that are also given to children, and of words before which they are a time.
_GIVEN_TOO = "April May June August Summer Autumn Will Grace Hope Faith Joy Rose Ruby Amber Pearl Sky Star Poppy Daisy Lily"
_ALSO_NAMES = frozenset(_GIVEN_TOO.split())
_TIME_FOLLOWS = "in since until till by from to and of last this each every during before after late early mid between"
_BEFORE_A_TIME = frozenset(_TIME_FOLLOWS.split())
_KNOWN_SHORT = """
    IRO IROS GP GPS NHS PEP PEPS EHCP CAMHS LADO CIN CP CPP CLA LAC SEN SEND SENCO PLO ICPC RCPC IDVA MARAC MASH YOT YJS FGC UK SW TM PA
"""
_ABBREVIATIONS = frozenset(_KNOWN_SHORT.split())


@dataclass(frozen=True)
class KnownWords:
    """What tells names from words: `people` and `case_ids` are taken out wherever they stand; `small` are words that somebody wrote small,
    `large` those of the council's own vocabulary, which are written large and name nobody.
    """

    people: frozenset[str] = frozenset()
    case_ids: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    large: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AnonymousText:
    """`taken_out`: how many places had to be replaced."""

    text: str
    taken_out: int


def known_words(
    *, people: Iterable[str], case_ids: Iterable[str] = (), written: Iterable[str] = (), vocabulary: Iterable[str] = ()
) -> KnownWords:
    """`people`: full names, of which every part is known. From `written`, the words of one record in each text, ordinary words are learnt:
    those that stand small in two of them, since one writer may write a name small.
    """
    parts = {part for name in people for part in _name_parts(name)}
    seen = Counter(word for text in written for word in {word for word in _WORD.findall(text) if word.islower()})
    small = {word for word, count in seen.items() if count >= _WRITTEN_BY_TWO}
    large = {word for phrase in vocabulary for word in _WORD.findall(phrase)}
    return KnownWords(frozenset(parts), frozenset(filter(None, map(name_key, case_ids))), frozenset(small), frozenset(large))


def _name_parts(name: str) -> Iterator[str]:
    for part in re.split(r"[\s,]+", name):
        for each in {part, *re.split(r"[-‐‑]", part)}:
            plain = folded(each).strip(".'’()")
            if len(plain) >= _SHORTEST_NAME and any(letter.isalpha() for letter in plain):
                yield plain


def anonymous_text(text: str, known: KnownWords, *, written_on: datetime.date) -> AnonymousText:
    """The text with names, numbers, dates and places taken out."""
    sentences = [_without(sentence, known, written_on) for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    return AnonymousText(" ".join(shown for shown, _ in sentences), sum(count for _, count in sentences))


def _without(sentence: str, known: KnownWords, written_on: datetime.date) -> tuple[str, int]:
    spans = sorted(_found(sentence, known, written_on), key=lambda span: (span[0], -span[1]))
    shown, at, count = [], 0, 0
    for start, end, instead in spans:
        if start >= at:
            shown += [sentence[at:start], instead]
            count += 1
        at = max(at, end)
    return "".join([*shown, sentence[at:]]).strip(), count


def _found(sentence: str, known: KnownWords, written_on: datetime.date) -> Iterator[tuple[int, int, str]]:
    """Where something is taken out, and what stands in its place; some of them lie over others."""
    yield from ((start, end, _IN_PLACE_OF.get(kind, NAME)) for kind, start, end in spans_in(sentence, written_on, known.large))
    yield from ((*match.span(), DATE) for match in _ANY_DATE.finditer(sentence))
    tokens = list(_TOKEN.finditer(sentence))
    before = ""
    for place, match in enumerate(tokens):
        token = match.group().rstrip(".'’‘`-‐‑/")
        if instead := _instead_of(token, before, known, begins=place == 0 or _opens(sentence, match.start())):
            yield match.start(), match.start() + len(token), instead
        before = token
    yield from _case_ids(sentence, known.case_ids)


def _opens(sentence: str, start: int) -> bool:
    """Whether a word stands where ordinary ones are written large: after a quotation mark, a bracket or a colon."""
    return sentence[:start].rstrip(" ")[-1:] in "“‘\"'(:–—;"


def _case_ids(sentence: str, case_ids: Collection[str]) -> Iterator[tuple[int, int, str]]:
    tokens = list(_TOKEN.finditer(sentence))
    for match in tokens:
        token = match.group().rstrip(".")
        if name_key(token) in case_ids:
            yield match.start(), match.start() + len(token), NUMBER


def _instead_of(token: str, before: str, known: KnownWords, *, begins: bool) -> str:
    """What stands in the place of one word; empty where it may stay."""
    if sum(letter.isdigit() for letter in token) >= _MANY_DIGITS:
        return "" if _YEAR.fullmatch(token) else NUMBER
    parts = [part for part in _WORD.findall(token) if not part.islower()]
    return NAME if any(_may_name(part, before, known, begins) for part in parts) else ""


def _may_name(part: str, before: str, known: KnownWords, begins: bool) -> bool:
    """A word with a capital: whether it may be somebody's name, or their initials."""
    if folded(part) in known.people:
        return True
    if part in known.large or part in ("I", "A"):
        return False
    if part.isupper():
        return part not in _ABBREVIATIONS
    if part in _ALSO_NAMES:
        return before.lower() not in _BEFORE_A_TIME and not before.isdigit()
    return not names_nobody(part) and not (begins and part.lower() in known.small)
