"""The latest moderated audits of an auditor: how their grades compare with the moderator's own and with the agreed ones."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audits.enums import PRACTICE_GRADES

from .counted import GradeLine

# Over how many of an auditor's latest moderated audits drift is judged; with fewer nothing is said.
LATEST = 10
_RANKS = {grade.value: place for place, grade in enumerate(PRACTICE_GRADES)}
# How many grades can be compared, and how many are better (up) and worse (down) then.
Compared = tuple[int, int, int]


class ModeratedAudit(NamedTuple):
    """One audit; they sort by the day on which moderation ended, as `2023-06-12` or empty, and then by number."""

    finished_on: str
    number: int
    agreed: Compared
    own: Compared


class LatestGrades(NamedTuple):
    """The same of several audits together."""

    audits: int
    agreed: Compared
    own: Compared


def moderated_audit(finished_on: str, number: int, lines: Sequence[GradeLine]) -> ModeratedAudit:
    agreed = _compared((line.before, line.after) for line in lines)
    return ModeratedAudit(finished_on, number, agreed, _compared((line.before, line.own) for line in lines))


def _compared(grades: Iterable[tuple[str, str]]) -> Compared:
    steps = [_RANKS[was] - _RANKS[then] for was, then in grades if was in _RANKS and then in _RANKS]
    return len(steps), sum(step > 0 for step in steps), sum(step < 0 for step in steps)


def latest_of(audits: Iterable[ModeratedAudit]) -> list[ModeratedAudit]:
    """The latest first."""
    return sorted(audits, reverse=True)[:LATEST]


def summed(audits: Sequence[ModeratedAudit]) -> LatestGrades:
    return LatestGrades(len(audits), _sums(each.agreed for each in audits), _sums(each.own for each in audits))


def _sums(found: Iterable[Compared]) -> Compared:
    compared, up, down = (sum(each) for each in zip((0, 0, 0), *found, strict=True))
    return compared, up, down


def latest_as_text(audits: Iterable[ModeratedAudit]) -> str:
    """“2023-06-12 15 7 1 0 7 0 2;…”."""
    return ";".join(" ".join(map(str, [each.finished_on or "-", each.number, *each.agreed, *each.own])) for each in audits)


def latest_of_text(text: str) -> list[ModeratedAudit]:
    found = []
    for each in text.split(";") if text else ():
        day, *numbers = each.split(" ")
        number, *rest = map(int, numbers)
        found.append(ModeratedAudit("" if day == "-" else day, number, (rest[0], rest[1], rest[2]), (rest[3], rest[4], rest[5])))
    return found
