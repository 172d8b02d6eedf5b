"""Claims about which way a figure went: “rose”, “fell”, “unchanged”, “rose from 5.8 to 5.9”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .sentences import clause_around, is_elsewhere, is_hedged

_UP = r"rose|risen|rises|increased|increases|grew|grown|climbed|went up|gone up|(?:is|are|was|were) (?:up|higher)"
_DOWN = (
    r"fell|fallen|falls|decreased|decreases|dropped|drops|declined|declines|reduced|went down|gone down|(?:is|are|was|were) (?:down|lower)"
)
_BETTER, _WORSE = r"improved|got better", r"worsened|deteriorated|got worse"
_SAME = r"(?:is|are|was|were|remained|remains|stayed) unchanged|did not change|stayed the same|remained the same"
_VERB = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<better>{_BETTER})|(?P<worse>{_WORSE})|(?P<same>{_SAME}))\b", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:(?P<up>rise|increase|growth)|(?P<down>fall|drop|decrease|reduction|decline)|(?P<better>improvement)|(?P<worse>deterioration))"
    r" in (?:the )?(?:number of |rate of |percentage of |proportion of |share of )?$",
    re.IGNORECASE,
)
_FIGURE = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_FROM_TO = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: \w+)? from {_FIGURE}\s?%? to {_FIGURE}(?![\d.,]*\d|\s?(?:of|in|out|st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
# Where a sentence is beside one figure, what it begins with when it is about that.
_SUBJECT = re.compile(
    r"^(?:This|It|The (?:figure|rate|percentage|proportion|number|indicator|measure|position)|Performance)(?: \w+){0,3} $", re.IGNORECASE
)
# A difference from something else than the month before.
_OTHER = re.compile(
    r"\b(?:than|against|compared|average|since|over|during|across|target|gap|backlog|between|half|halves|six|twelve|rolling|from)\b",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"\s*(?:(?:the|our|number of|rate of|percentage of|proportion of|level of|total|in \w+|and|overall)\s*)*", re.IGNORECASE
)
_FARTHEST = 6
WAYS = {"up": 1, "down": -1, "same": 0}


@dataclass(frozen=True)
class Movement:
    """A figure and the one before it. `names` are what a text calls it; `is_beside` where the text stands beside it and need not name it.

    `better` is 1 where higher is better, −1 where lower is, 0 where neither.
    """

    label: str
    names: Sequence[str]
    before: Decimal
    after: Decimal
    shown: str
    months: Sequence[str]
    better: int = 0
    is_beside: bool = False

    @property
    def name(self) -> str:
        return f"{self.label}, {self.months[-1]}" if self.months else self.label

    @property
    def way(self) -> int:
        return (self.after > self.before) - (self.after < self.before)


Found = tuple[str, bool | None, Sequence[Movement]]


def moved_claims(sentence: str, movements: Sequence[Movement]) -> Iterator[Found]:
    months = [month for each in movements for month in each.months]
    yield from _against_themselves(sentence)
    if is_elsewhere(sentence, months):
        return
    for verb in _VERB.finditer(sentence):
        clause = clause_around(sentence, verb.start(), verb.end())
        if not _is_otherwise(clause.replace(verb[0], "", 1)):
            yield from _as_verb(sentence, verb, movements)
    for each in movements:
        yield from _as_nouns(sentence, each)


def _is_otherwise(clause: str) -> bool:
    """Whether it is planned, or compared with something else than the month before."""
    return is_hedged(clause) or bool(_OTHER.search(_without_from_to(clause)))


def _as_verb(sentence: str, verb: re.Match[str], movements: Sequence[Movement]) -> Iterator[Found]:
    """“Vacancies fell”."""
    spoken = [(each, start) for each in movements if (start := _subject(sentence, verb.start(), each)) is not None]
    for _, holds, about in _judged(verb, [each for each, _ in spoken]):
        yield sentence[min(start for _, start in spoken) : verb.end()].strip(), holds, about


def _as_nouns(sentence: str, movement: Movement) -> Iterator[Found]:
    """“A fall in vacancies”."""
    for name in movement.names:
        place = sentence.casefold().find(name.casefold())
        noun = _NOUN.search(sentence[:place]) if place > 0 else None
        if noun is None:
            continue
        clause = clause_around(sentence, noun.start(), place + len(name))
        if not _is_otherwise(clause):
            for phrase, holds, about in _judged(noun, [movement]):
                yield f"{phrase.strip()} {name}", holds, about
            return


def _judged(said: re.Match[str], movements: Sequence[Movement]) -> Iterator[Found]:
    """Of several that are called so, one that bears it out is enough; where neither way is better, nobody can tell."""
    held = [_holds(said, each) for each in movements]
    if any(held):
        yield said[0], True, [each for each, holds in zip(movements, held, strict=True) if holds]
    elif held and all(holds is False for holds in held):
        yield said[0], False, movements


def _holds(said: re.Match[str], movement: Movement) -> bool | None:
    ways = {name for name, found in said.groupdict().items() if found}
    for name in ways & {"better", "worse"}:
        wanted = movement.better if name == "better" else -movement.better
        return movement.way == wanted if wanted else None
    return any(movement.way == WAYS[name] for name in ways)


def _subject(sentence: str, verb: int, movement: Movement) -> int | None:
    """Where it is named as what the verb at `verb` is said of: shortly before, or by what the sentence begins with; None elsewhere."""
    clause = clause_around(sentence, verb, verb)
    begins = sentence.find(clause)
    ahead = sentence[begins:verb]
    if movement.is_beside and _SUBJECT.match(ahead.lstrip()):
        return begins
    for name in sorted(movement.names, key=len, reverse=True):
        match = re.search(rf"\b{re.escape(name)}\b(.*)$", ahead, re.IGNORECASE)
        if match:
            is_near = len(match[1].split()) <= _FARTHEST and not re.search(r"\b(?:of|in|for|to|from)\b", match[1])
            return begins + match.start() if is_near and _begins(ahead[: match.start()]) else None
    return None


def _begins(ahead: str) -> bool:
    """Whether nothing but an article and the like stands before a name: “the cost of vacancies” is no vacancy."""
    return bool(_ARTICLES.fullmatch(ahead))


def _without_from_to(clause: str) -> str:
    return re.sub(rf"\bfrom {_FIGURE}\s?%? to {_FIGURE}", "", clause)


def _against_themselves(sentence: str) -> Iterator[Found]:
    """“Fell from 5.8 to 5.9”: whatever the figures are."""
    for match in _FROM_TO.finditer(sentence):
        before, after = (Decimal(number.replace(",", "")) for number in match.groups()[-2:])
        way = 1 if match["up"] else -1
        wrong = (after > before) - (after < before) not in (way, 0)
        if wrong and not _DATE.search(sentence[match.start() : match.end() + 12]):
            yield match[0], False, ()
