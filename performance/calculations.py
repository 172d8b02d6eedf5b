"""Pure functions on plain values."""

import hashlib
import re
from collections.abc import Iterator

# “193 (20.5%)”, “193, 20.5% of enquiries”.
_WITH_RATE = re.compile(r"(?<![\d.,])(\d[\d,]*)\s*[,(–-]\s*(\d+(?:\.\d+)?)\s*%")


# “Median days”, “Days between placement order and match”, “average time … (days)”: a number, and yet none that one may add up.
_NO_COUNT = re.compile(
    r"\b(averages?|mean|medians?|ratio|score|index|duration|length of|waiting time|time taken|caseload)\b"
    r"|^days\b|\b(in|number of|total) (working )?days\b|\((working )?(days|weeks|months|hours)\)"
    r"|\b(days|weeks|months) (between|from|to|taken|until|lost|waited|since)\b",
    re.IGNORECASE,
)


def counts_something(*names: str) -> bool:
    """Whether a whole number so named counts children or events, rather than being an average or a length of time."""
    return not any(_NO_COUNT.search(name) for name in names)


def plain_words(words: str) -> str:
    """Browsers end lines in two ways; stored words end them in one."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def mark_of(*words: str) -> str:
    """A short mark of what is written somewhere: the same words, the same mark."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:20]


def appended(words: str, sentence: str) -> str:
    """A sentence after what is written already."""
    return " ".join(filter(None, [plain_words(words), sentence]))


def typed_rates(words: str) -> Iterator[tuple[int, str]]:
    """Each count that is followed by its percentage, with the percentage as it was typed."""
    for count, rate in _WITH_RATE.findall(words):
        yield int(count.replace(",", "")), rate
