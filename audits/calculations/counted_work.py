"""What of one audit is counted besides its grades, and into which counts it goes."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from audits.enums import CountedBy, TimeSpan, WorkSubject

from .counted import CountedFacts

# The fields in which the days of each span are kept by themselves.
DAYS_FIELDS: Mapping[TimeSpan, str] = {span: span.value.replace("-", "_") for span in TimeSpan}
_PARTS = (CountedBy.TEAM, CountedBy.COHORT, CountedBy.PLAN_TYPE, CountedBy.KIND)
# By what each subject is counted apart: as many ways as some page asks for, since each is a row of each audit.
COUNTED_BY: Mapping[WorkSubject, tuple[CountedBy, ...]] = {
    WorkSubject.DONE: (CountedBy.ALL,),
    WorkSubject.CHILD: (CountedBy.ALL,),
    WorkSubject.DUE: (CountedBy.ALL,),
    WorkSubject.VERIFIED: (CountedBy.ALL,),
    WorkSubject.AUDITED: (CountedBy.AUDITOR,),
    WorkSubject.DAYS: (CountedBy.ALL, *_PARTS),
    WorkSubject.FINDINGS: (CountedBy.ALL, CountedBy.COHORT, CountedBy.TEAM),
    WorkSubject.THEME: (CountedBy.ALL, CountedBy.COHORT, CountedBy.TEAM),
    WorkSubject.THEME_FROM: (CountedBy.ALL, CountedBy.COHORT, CountedBy.TEAM),
    **{
        subject: (CountedBy.ALL, CountedBy.COHORT)
        for subject in (
            *(WorkSubject.VOICE, WorkSubject.RESPONSE, WorkSubject.SUBMITTED, WorkSubject.MODERATED),
            *(WorkSubject.ACTION, WorkSubject.OBSERVED),
        )
    },
}


class WorkMeasure(StrEnum):
    """The keys of what was done in an audit: whether something was, or how many grades and reasons there were."""

    EVERY = "every"
    HERE = "here"
    FINISHED = "finished"
    MODERATED = "moderated"
    WAS_CLOSED = "was_closed"
    # Of feedback: sought, of either and of each; obtained likewise.
    SOUGHT = "sought"
    SOUGHT_OF_CHILD = "sought_of_child"
    SOUGHT_OF_FAMILY = "sought_of_family"
    OBTAINED = "obtained"
    HEARD_CHILD = "heard_child"
    HEARD_FAMILY = "heard_family"
    # Of the practitioner's part: any, and each way.
    INVOLVED = "involved"
    DISCUSSED = "discussed"
    REFLECTED = "reflected"
    CHECKED = "checked"
    FIRST_GRADES = "first_grades"
    REASONS = "reasons"


# The keys of findings: audits that have some, how many there are and how many have a theme; with a source after it, audits that have one
# from there. And of the end of moderation: with its day, and with how many days it took.
AUDITS, WRITTEN, CODED, FROM = "audits", "written", "coded", "from"
ENDED, TOOK = "on", "took"


class WorkTally(NamedTuple):
    """One thing that is counted of an audit, and how often it is there: “voice”, “child obtained”, once."""

    subject: str
    key: str = ""
    number: int = 1


class WorkPlace(NamedTuple):
    """One count: of a month's audits that are `value` by `by`, how many have this `key` of the subject."""

    cycle: int
    subject: str
    by: str
    value: str
    key: str


@dataclass(frozen=True)
class WorkFacts:
    """`days` by the names of their fields, None where the end of the span is not reached."""

    case_key: str
    days: tuple[tuple[str, int | None], ...]
    tallies: tuple[WorkTally, ...]

    def places(self, facts: CountedFacts) -> Iterator[tuple[WorkPlace, int]]:
        """Every count that the audit, which is counted by these facts, is in, and how often."""
        values = {CountedBy.ALL: "", **dict(facts.parts)}
        for subject, key, number in self.tallies:
            for by in COUNTED_BY[WorkSubject(subject)]:
                yield WorkPlace(facts.cycle, subject, by.value, values[by], key), number


def tallies_as_text(tallies: Iterable[WorkTally]) -> str:
    """“audited;done|here;findings|written|3”."""
    return ";".join("|".join([subject, *([key] if key or number > 1 else []), *([str(number)] if number > 1 else [])])
                    for subject, key, number in tallies)  # fmt: skip


def tallies_of_text(text: str) -> tuple[WorkTally, ...]:
    return tuple(_tally(*each.split("|")) for each in text.split(";") if each)


def _tally(subject: str, key: str = "", number: str = "1") -> WorkTally:
    return WorkTally(subject, key, int(number))


def days_between(end: datetime.date | None, start: datetime.date | None) -> int | None:
    return (end - start).days if end and start else None
