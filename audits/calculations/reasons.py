"""Whether the reason given for a grade says something: words are matched, not understood."""

import re
from collections import Counter
from collections.abc import Collection

# What a reason of substance has: so many words, the evidence for it, and why that matters or for whom.
FEWEST_WORDS = 8
EVIDENCE_WORDS = (
    *("visit", "seen", "record", "note", "plan", "review", "meeting", "conference", "core group", "supervision", "decision", "session"),
    *("assess", "chronolog", "strategy", "direct work", "report", "letter", "said", "told", "asked", "wrote", "attend", "school", "health"),
)
MEANING_WORDS = (
    *("because", "so that", "which", "but", "although", "however", "therefore", "led to", "means", "meant", "result", "without", "until"),
    *("not", "no", "nothing", "child", "children", "young", "baby", "family", "mother", "father", "parent", "parents", "carer", "carers"),
    *("brother", "brothers", "sister", "sisters", "he", "she", "they", "him", "his", "her", "them", "their"),
)
# Evidence is a word that begins so, or a day; what it means is a whole word.
_EVIDENCE = re.compile(f"(?:^|[^a-z])(?:{'|'.join(map(re.escape, EVIDENCE_WORDS))})|[0-9]")
_MEANING = re.compile(f"(?:^|[^a-z])(?:{'|'.join(map(re.escape, MEANING_WORDS))})(?:$|[^a-z])")


def count_of_substance(reasons: Collection[str]) -> int:
    """Of the reasons that one audit gives for its grades, those that say something and are not another grade's reason copied."""
    given = Counter(reasons)
    return sum(given[reason] == 1 and _says_something(reason) for reason in reasons)


def _says_something(reason: str) -> bool:
    said = reason.lower()
    return len(said.split()) >= FEWEST_WORDS and bool(_EVIDENCE.search(said)) and bool(_MEANING.search(said))
