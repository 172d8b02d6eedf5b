"""Which sentences an audience may not read beside figures that are held back. Better one too many than one too few. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.calculations import PATTERNS
from reports.enums import WhyHidden

from .rules import CONFIDENTIAL, AudienceRules

# What the report itself says in so many words wherever there is nothing, or of how to read it: it tells of no figure.
_OF_NO_FIGURE = (
    "Nothing has been written for this section.",
    "No strength has been chosen for this report.",
    "No area for improvement has been chosen for this report.",
    "Status, given by a person: ",
    "Direction compares with the month before. ",
    "A percentage changes in percentage points, ",
    "What is counted:",
)
_ENDS = re.compile(r"(?<=[.!?])\s+")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_UNIT = r"(?:working )?(?:day|week|month|year|hour|minute)s?"
_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen"
)
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_WORDS})(?:-(?:{_WORDS}))?)"
# Numbers that count nothing: days, years, ages, how long, and what has a number for its name.
_NO_COUNT = re.compile(
    rf"\b\d{{1,2}} {_MONTH} \d{{4}}\b|\b{_MONTH} \d{{4}}\b|\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\b"
    rf"|\b(?:sections?|parts?|articles?|outcomes?|regulations?|schedules?|chapters?|editions?|pages?|year|key stage|quarter) \d+\b"
    rf"|\bper \d[\d,]*\b|\baged? (?:over |under )?\d+(?:(?: ?[-–] ?| to | and )\d+)?\b|\b{_NUMBER}[ -]{_UNIT}\b",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"[+−-]?{_NUMBER}(?: ?%| per ?cent\b| (?:percentage )?points?\b)", re.IGNORECASE)
_COUNT = re.compile(rf"(?<![\w.,])(?:{_NUMBER})(?![\w])", re.IGNORECASE)
_LARGE = 1000
_SMALL_WORDS = {word: number for number, word in enumerate(_WORDS.split("|")[:21])}
_ALL_OR_NONE = re.compile(
    r"\b(?:all|every|everyone|everybody|each|always|whole|entire|entirely|none|no|nobody|nothing|never|neither|both|without|zero|any|0|100)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"\b(?:most|mostly|majority|minority|many|much|few|fewer|fewest|several|some|more|less|least|half|halved|thirds?|quarters?|fifths?|"
    r"doubled?|twice|once|only|single|sole|couple|pair|handful|both|other|others|another|rest|largely|mainly|rare|rarely|often|seldom|"
    r"rose|risen|rises|rising|fell|fallen|falls|falling|increas\w+|decreas\w+|grew|grown|drop\w*|declin\w+|reduc\w+|higher|highest|"
    r"lower|lowest|lowered|raised|best|worst|strongest|weakest|stronger|weaker|better|worse|unchanged|majorities|proportion|share|"
    r"rank\w*|signal|limits?|apart|either|stands? out)\b",
    re.IGNORECASE,
)

_GRADE = re.compile("|".join(PATTERNS.values()))
_TELLING = (_COUNT, _SHARE, _ALL_OR_NONE, _HOW_MUCH, _GRADE)


@dataclass(frozen=True)
class SentenceRules:
    """`holds_back`: figures that the sentences may be about are hidden, so that none may say how many, how much or which way; `about` has
    the names of what is hidden, where a sentence could be about something else. `may_count`: whether a count may be said at all, as it
    may not where counts are rounded or where it could be compared with an earlier one.
    """

    rules: AudienceRules
    holds_back: bool
    may_count: bool = True
    about: frozenset[str] | None = None

    def why_not(self, sentence: str) -> WhyHidden | None:
        said = _NO_COUNT.sub(" ", sentence)
        if self.holds_back and self._is_about_it(sentence) and self._tells(said):
            return WhyHidden.DERIVED
        if not self.rules.protects_each_count:
            return None
        if self.rules.zeros_disclose and _ALL_OR_NONE.search(said):
            return WhyHidden.ZERO
        counts = [_as_count(found) for found in _COUNT.findall(_SHARE.sub(" ", said))]
        if any(0 < count < self.rules.fewest for count in counts):
            return WhyHidden.SMALL
        return WhyHidden.ROUNDED if counts and not self.may_count else None

    def _is_about_it(self, sentence: str) -> bool:
        return self.about is None or any(name in sentence for name in self.about)

    def _tells(self, said: str) -> bool:
        patterns = [*_TELLING, *(re.compile(rf"\b{re.escape(word)}\b") for word in self.rules.grades)]
        return any(pattern.search(said) for pattern in patterns)

    def kept(self, text: str) -> tuple[str, list[tuple[str, WhyHidden]]]:
        """The text with the mark in the place of each sentence that is held back, and those with the reasons."""
        if text.startswith(_OF_NO_FIGURE):
            return text, []
        shown: list[str] = []
        hidden = []
        for sentence in sentences_in(text):
            if why := self.why_not(sentence):
                hidden.append((sentence, why))
                shown += [CONFIDENTIAL] if shown[-1:] != [CONFIDENTIAL] else []
            else:
                shown.append(sentence)
        nothing_left = all(each == CONFIDENTIAL or each.startswith("(") for each in shown)
        return (CONFIDENTIAL if nothing_left else " ".join(shown)) if hidden else text, hidden


def sentences_in(text: str) -> Sequence[str]:
    return [sentence for sentence in _ENDS.split(text) if sentence.strip()]


def _as_count(found: str) -> int:
    """Of a number of several words or above twenty only that it is large."""
    digits = found.replace(",", "").partition(".")[0]
    return int(digits) if digits.isdigit() else _SMALL_WORDS.get(found.lower(), _LARGE)
