"""Pure functions on plain values."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from foundation.editing.version_tokens import Lines, normalised_lines, normalised_text

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


def comment_lines(status: str, comment: str, action: str) -> Lines:
    """What is said of a month, as lines; `status` in words."""
    return normalised_lines([("Status", status), ("Comment", comment), ("Action", action)])


def free_slug(stem: str, taken: Collection[str]) -> str:
    """The stem, or the first numbered one that is not taken."""
    return next(slug for slug in (stem if number == 1 else f"{stem}-{number}" for number in itertools.count(1)) if slug not in taken)


def appended(words: str, sentence: str) -> str:
    """A sentence after what is written already."""
    return " ".join(filter(None, [normalised_text(words), sentence]))


def typed_rates(words: str) -> Iterator[tuple[int, str]]:
    """Each count that is followed by its percentage, with the percentage as it was typed."""
    for count, rate in _WITH_RATE.findall(words):
        yield int(count.replace(",", "")), rate


FAR_POINTS, FAR_TIMES, FEW = 20, 10, 10
_KNOWN_CHANGES = 6


def moved_far(before: Decimal, now: Decimal, is_percentage: bool, earlier: Sequence[Decimal] = ()) -> bool:
    """Whether a figure moved so far that it may be a slip of typing: a digit too many, a fraction for a percentage.

    A percentage: by more than 20 points, or to ten times or a tenth. Another figure: by more than half and, of a count, by more than
    chance moves small ones, five standard deviations of as many rare events. Where six or more earlier changes are known and one was as
    large, it is nothing new.
    """
    change = abs(now - before)
    if len(earlier) >= _KNOWN_CHANGES and change <= max(map(abs, earlier)):
        return False
    if is_percentage:
        tenfold = min(before, now) * FAR_TIMES <= max(before, now) and max(before, now) > 1
        return change > FAR_POINTS or (tenfold and before > 0)
    are_whole = before == before.to_integral_value() and now == now.to_integral_value()
    by_chance = max(5 * max(before, Decimal(1)).sqrt(), Decimal(FEW)) if are_whole else Decimal(0)
    return change > max(before / 2, by_chance)
