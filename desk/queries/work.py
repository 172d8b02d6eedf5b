"""What waits for one person, from every room; and what comes next when nothing does."""

import datetime
from dataclasses import dataclass

from actions.queries import work_for as work_in_actions
from audits.models import Cycle
from audits.queries.work import work_for as work_in_audits
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.work import WorkItem
from observations.queries import work_for as work_in_observations
from performance.queries.work import work_for as work_in_performance

SOURCES = (work_in_audits, work_in_observations, work_in_actions, work_in_performance)


@dataclass(frozen=True)
class Coming:
    """Something that is not this person's to do yet, and its day."""

    what: str
    on: datetime.date


def work_of(person: Person, on: datetime.date) -> list[WorkItem]:
    return [item for source in SOURCES for item in source(person, on)]


def coming_next(person: Person, on: datetime.date) -> list[Coming]:
    """The next dates of the months' audits for those who take part in them, nearest first."""
    dates = []
    if person.has_role(Role.AUDITOR, Role.QA_LEAD):
        dates.append(("audits_due", "Audits of {month} are due"))
    if person.has_role(Role.MODERATOR, Role.QA_LEAD):
        dates.append(("moderation_due", "Moderation of {month} is due"))
    found = [_next(field, words, on) for field, words in dates]
    return sorted((coming for coming in found if coming), key=lambda coming: coming.on)


def _next(field: str, words: str, on: datetime.date) -> Coming | None:
    cycle = Cycle.objects.filter(**{f"{field}__gte": on}).order_by(field).first()
    return Coming(words.format(month=cycle), getattr(cycle, field)) if cycle else None
