"""What of one audit is counted, and into which counts it goes."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from audits.enums import CountedBy, CountedState

# In place of a domain's key.
OVERALL = 0
_NONE = "-"


class GradeLine(NamedTuple):
    """One judgement of an audit: the domain's key or `OVERALL`; the grade first submitted, the moderator's own where they had not seen
    that, and the agreed one while it stands. Each is a grade's code or empty.
    """

    domain: int
    before: str = ""
    own: str = ""
    after: str = ""


class CountPlace(NamedTuple):
    """One count: of a month's audits that are `value` by `by`, how many have just these grades for `domain`."""

    cycle: int
    by: str
    value: str
    domain: int
    state: str
    agreed_before: bool
    before: str
    own: str
    after: str


@dataclass(frozen=True)
class CountedFacts:
    """`parts` says what the audit is by each of `CountedBy` but `ALL`, as text; `agreed_before`: not agreed now, but once. Of the
    `first_grades` of practice that were submitted here so many have `reasons_of_substance`. `finished_on`: since when it is agreed, if so.
    """

    cycle: int
    state: CountedState
    agreed_before: bool
    parts: tuple[tuple[CountedBy, str], ...]
    lines: tuple[GradeLine, ...]
    first_grades: int = 0
    reasons_of_substance: int = 0
    finished_on: datetime.date | None = None

    @property
    def overall(self) -> GradeLine:
        return self.lines[0]

    def places(self) -> Iterator[CountPlace]:
        """Every count that it is one of. It has an overall line always, so that these count the audits."""
        for by, value in ((CountedBy.ALL, ""), *self.parts):
            for line in self.lines:
                before = self.agreed_before and line.domain == OVERALL
                yield CountPlace(self.cycle, by.value, value, line.domain, self.state.value, before, line.before, line.own, line.after)


def lines_as_text(lines: Iterable[GradeLine]) -> str:
    """“0 RI RI G;12 G - -”."""
    return ";".join(" ".join([str(line.domain), *(grade or _NONE for grade in line[1:])]) for line in lines)


def lines_of_text(text: str) -> tuple[GradeLine, ...]:
    parts = (each.split(" ") for each in text.split(";"))
    return tuple(GradeLine(int(domain), *("" if grade == _NONE else grade for grade in grades)) for domain, *grades in parts)
