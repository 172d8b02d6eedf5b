"""A text cut into sentences and clauses, and which of them are about what the figures beside them show."""

import re
from collections.abc import Collection, Iterator

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_CLAUSE_ENDS = re.compile(r"[,;:–—()]|\s(?:but|while|whereas|although|though|because|since|so that|which|who|when|where)\s")
_MONTHS = "January February March April May June July August September October November December"
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS.split())})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _any_of(*words: str) -> re.Pattern[str]:
    """One of these whole words, in any case; each may be a pattern."""
    return re.compile("|".join(rf"\b(?:{each})\b" for each in words), re.IGNORECASE)


# What is not said of now: planned, possible, denied, or nearly so.
_HEDGED = _any_of(
    "will|would|should|could|might|must|shall|if|unless|until|whether|suppose|imagine|example",
    "expect(?:ed|s|ing)?|aim(?:s|ed|ing)?|target(?:s|ed)?|plan(?:s|ned)?|want(?:s|ed)?|hope[sd]?|predict(?:s|ed)?|forecast|likely",
    "needs? to|needed to|going to|to rise|to fall",
    "not|no longer|never|nor|neither|(?:has|have|did|do|does|was|were|is|are)n[’']t",
    "nearly|almost|virtually",
)
# Not the month.
_MAY = re.compile(r"\bmay\b")
# Of another time or place, or of other audits than the table's.
_ELSEWHERE = _any_of(
    "(?:last|previous|earlier|prior|past|next|first|second|third|fourth|each|every)"
    " (?:years?|quarters?|half|reports?|periods?|rounds?|times?|months?|weeks?|tranche)",
    "(?:years?|months?|weeks?) (?:ago|earlier|before)|year[- ]on[- ]year|annual(?:ly)?|quarter(?:ly)?",
    "over the (?:year|quarter|summer|winter)|used to|at first",
    "nationally|national|England|region(?:al|ally|s)?|neighbours?|other councils?|peer|Ofsted|inspect(?:ors?|ion)",
    "before moderation|as first submitted|re-?audits?|dip[- ]samples?|calibration",
)
# Of a part of the whole: a team's, some children's, those that …
_PART = _any_of(
    "teams?|localit(?:y|ies)|services?|boys|girls|aged|under|babies|teenagers|siblings?|young(?:er)?|older|new(?:er|ly)?|remaining|others?|both",
    "of (?:those|these|them|which)|among|with|without|whose|where|half of the|by (?:the )?(?:same|new)",
    "reviewed|sampled|re-?read|second[- ]read",
)


def sentences(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, _SENTENCE.split(text)))


def clause_around(sentence: str, start: int, end: int) -> str:
    """The part of a sentence in which what stands from `start` to `end` is said."""
    before = [match.end() for match in _CLAUSE_ENDS.finditer(sentence, 0, start)]
    after = _CLAUSE_ENDS.search(sentence, end)
    return sentence[before[-1] if before else 0 : after.start() if after else len(sentence)]


def is_hedged(clause: str) -> bool:
    return bool(_HEDGED.search(clause) or _MAY.search(clause) or clause.rstrip().endswith("?"))


def is_of_a_part(clause: str) -> bool:
    return bool(_PART.search(clause))


def months_in(sentence: str) -> set[str]:
    return set(_MONTH.findall(sentence))


def is_elsewhere(sentence: str, months: Collection[str]) -> bool:
    """Whether it is about another time or place than these months (“July 2023”), or of several at once."""
    years = {month.split()[-1] for month in months if " " in month}
    if _ELSEWHERE.search(sentence) or not set(_YEAR.findall(sentence)) <= years:
        return True
    named = months_in(sentence)
    return not named <= {month.split()[0] for month in months}
