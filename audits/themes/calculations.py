"""Which themes the words of a finding point to, learnt from the findings that are coded already: naive Bayes on counts of words.

Small samples are the rule, so that each theme's own name counts as one finding, and every word once more than it was seen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from foundation.names import folded

# From so much of the probability on, a suggestion is ticked beforehand where many are accepted at once.
LIKELY = 0.5
MOST_SUGGESTED = 3
# Words are told apart by their beginnings: “supervision” and “supervised” are one.
STEM = 6
_WORD = re.compile(r"[^\W\d_]+")
# Words that say nothing of what a finding is about.
_SAYING_NOTHING = """
    a about after all also an and any are as at be been before but by can could did do does each every for from had has have he her hers
    him his how i if in into is it its more most no nor not of on one only or other our out over same she should so some such than that
    the their them then there these they this those to too two up was we were what when where which while who whose why will with would
    you your
"""
_EMPTY = frozenset(_SAYING_NOTHING.split())


@dataclass(frozen=True)
class Suggested:
    """A theme, by its key, and how much of the probability falls to it, from 0 to 1."""

    theme: int
    probability: float

    @property
    def is_likely(self) -> bool:
        return self.probability >= LIKELY


@dataclass(frozen=True)
class LearntThemes:
    """By the key of each theme: how many texts it was learnt from, and how often each word stood in them."""

    texts: Mapping[int, int]
    words: Mapping[int, Counter[str]]
    vocabulary: frozenset[str]


def telling_words(text: str) -> list[str]:
    """The beginnings of the words of a text that say something of what it is about, in their order."""
    return [word.rstrip("s")[:STEM] for word in _WORD.findall(folded(text)) if len(word) > 2 and word not in _EMPTY]


def learn_themes(names: Mapping[int, str], coded: Iterable[tuple[int, str]]) -> LearntThemes:
    """`names`: of the themes that may be suggested, by key; `coded`: the key of a theme with the text of a finding that was coded to it.
    What was coded to another theme teaches nothing.
    """
    texts: Counter[int] = Counter()
    words: dict[int, Counter[str]] = {theme: Counter() for theme in names}
    for theme, text in [*names.items(), *coded]:
        if theme in words:
            texts[theme] += 1
            words[theme].update(telling_words(text))
    return LearntThemes(texts, words, frozenset(word for counts in words.values() for word in counts))


def suggested_themes(text: str, learnt: LearntThemes, most: int = MOST_SUGGESTED) -> list[Suggested]:
    """The likeliest first, of equals the older theme; only those that have a word of the text."""
    found = [word for word in telling_words(text) if word in learnt.vocabulary]
    if not found:
        return []
    scores = {theme: _score(theme, found, learnt) for theme in learnt.texts}
    best = max(scores.values())
    total = sum(exp(score - best) for score in scores.values())
    sharing = [theme for theme in scores if any(learnt.words[theme][word] for word in found)]
    ranked = sorted(sharing, key=lambda theme: (-scores[theme], theme))
    return [Suggested(theme, exp(scores[theme] - best) / total) for theme in ranked[:most]]


def _score(theme: int, found: list[str], learnt: LearntThemes) -> float:
    """The logarithm of how likely the theme is, and these words in it."""
    counts = learnt.words[theme]
    seen = sum(counts.values()) + len(learnt.vocabulary)
    return log(learnt.texts[theme]) + sum(log((counts[word] + 1) / seen) for word in found)
