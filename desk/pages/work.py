"""What waits for one person, from every room; and what comes next when nothing does."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from actions.pages.work import SOURCES as WORK_IN_ACTIONS
from audits.models import Cycle
from audits.overview.pages.work import SOURCES as WORK_IN_AUDITS
from commissions.pages import work_questions as work_in_commissions
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.pages import work_questions as work_in_accounts
from foundation.accounts.worded_work import items_of_sources
from foundation.council.work import WorkItem
from foundation.sending.pages import work_questions as work_in_sending
from governance.pages.work import work_questions as work_in_governance
from inspections.pages.work import work_questions as work_in_inspections
from learning.pages.work import work_questions as work_in_learning
from observations.pages.work import work_questions as work_in_observations
from oversight.pages.work import work_questions as work_in_oversight
from performance.pages.work import work_questions as work_in_performance
from publications.pages.work import work_questions as work_in_publications
from reports.models import Report
from reports.pages.work import work_questions as work_in_reports
from reports.permissions import can_read_reports
from studies.pages.work import work_questions as work_in_studies
from voices.pages.work import work_questions as work_in_voices

from .chasing import work_questions as people_to_remind
from .holdings import work_questions as left_behind

SOURCES = (
    work_in_sending, *WORK_IN_AUDITS, work_in_observations, *WORK_IN_ACTIONS, work_in_commissions, work_in_oversight, work_in_performance,
    work_in_reports, work_in_studies, work_in_voices, work_in_learning, work_in_publications, work_in_governance, work_in_accounts,
    left_behind, people_to_remind,
)  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """Something that is not this person's to do yet, and its day."""

    what: str
    on: datetime.date


def work_for(person: Person, on: datetime.date, *beside: QuerySet) -> list[WorkItem]:
    """The audit of a child whom inspectors track is there once, with its hours. The lists `beside` are read by the same query."""
    tracked, *rooms = items_of_sources([work_in_inspections, *SOURCES], person, on, beside)
    others = [item for items in rooms for item in items]
    pages = {_page(item) for item in tracked}
    return tracked + [item for item in others if _page(item) not in pages]


def _page(item: WorkItem) -> str:
    """Its address, wherever on the page it opens."""
    return item.url.partition("?")[0]


def coming_next(person: Person, on: datetime.date) -> list[Coming]:
    """The next dates of the audits for people who take part in them, and of the Board for people who read its report; nearest first."""
    found = [_next_meeting(person, on)]
    if person.has_role(Role.AUDITOR, Role.QA_LEAD):
        found.append(_next_in_cycles("audits_due", "Audits of {month} are due", on))
    if person.has_role(Role.MODERATOR, Role.QA_LEAD):
        found.append(_next_in_cycles("moderation_due", "Moderation of {month} is due", on))
    return sorted((coming for coming in found if coming), key=lambda coming: coming.on)


def _next_in_cycles(field: str, words: str, on: datetime.date) -> Coming | None:
    cycle = Cycle.objects.monthly().running().filter(**{f"{field}__gte": on}).order_by(field).first()
    return Coming(words.format(month=cycle), getattr(cycle, field)) if cycle else None


def _next_meeting(person: Person, on: datetime.date) -> Coming | None:
    if not can_read_reports(person):
        return None
    report = Report.objects.filter(meeting_date__gte=on).order_by("meeting_date").first()
    return Coming(f"The Board meets about {report.period}", report.meeting_date) if report and report.meeting_date else None
