"""What may be shown to people who may not read the audits behind it: small numbers, and names of cohorts."""

from collections.abc import Iterable, Mapping

# Counts from 1 to one below this may point to a child or a worker.
FEWEST = 5


def is_small(count: int) -> bool:
    return 0 < count < FEWEST


def safe_to_break_down(parts: Iterable[Mapping[str, int]]) -> bool:
    """Whether a total may be shown in its parts: every count of every part is none or at least five.

    All parts or none: with the total known, parts that are shown give away those held back. Where each count is none or at
    least five, so is every sum of parts, and whatever is left of the total.
    """
    return not any(is_small(count) for part in parts for count in part.values())


def cohort_refused(words: str, kind: str) -> str:
    """What a service and a list of past audits say of a cohort whose name surely says who a child is: its words, and what they are."""
    return f"“{words}” is {kind}, and Board members read the names of cohorts. Take it out."
