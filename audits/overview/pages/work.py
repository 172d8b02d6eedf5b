"""What waits for one person in audits: to write, to moderate, to answer, to allocate."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from audits.allocation.pages.people_to_choose import work_questions as allocation_questions
from audits.calibration.pages.rounds import work_questions as calibration_questions
from audits.conflicts import Conflict, ConflictChecker
from audits.cycles.pages.exemptions import work_questions as exemption_questions
from audits.enums import OPEN_STATES, AuditState, Part
from audits.models import Audit, Challenge, TeamResponse
from audits.moderation.pages.returns import sent_back
from audits.moderation.queries.moderation import BegunModeration, moderation_begun_by
from audits.partners.pages.filling import work_questions as part_questions
from audits.permissions import can_answer_challenge
from audits.practitioner.pages.work import work_questions as feedback_questions
from audits.queries.due_days import READ, audit_due, first_if_moved, moderation_due
from audits.queries.people import give_people
from audits.reaudits.pages import work_question as re_audit_question
from audits.responses.pages.responses import work_questions as response_questions
from audits.responses.queries.responses import EverJudged, who_responds
from audits.restricted.pages import work_questions as break_glass_questions
from audits.risks.pages import work_questions as risk_questions
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.accounts.querysets import line_of
from foundation.accounts.worded_work import WorkSource
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.documents.formats import uk_date


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    return [question for source in SOURCES for question in source(person, on)]


def _for_lead(person: Person, on: datetime.date) -> list[WorkQuestion]:
    return [*allocation_questions(), re_audit_question(on), _unanswered(person, on)] if person.has_role(Role.QA_LEAD) else []


def _to_write(person: Person) -> WorkQuestion:
    audits = Audit.objects.to_write(person).select_related("cycle", "team", "moderator").prefetch_related("versions__ended_by", *READ)
    return WorkQuestion(audits, lambda: map(_write, audits))


def _write(audit: Audit) -> WorkItem:
    url = reverse("audits:form", args=[audit.number])
    due = None if audit.cycle.is_paused else audit_due(audit)
    if audit.is_returned:
        what = f"Revise audit {audit.number}"
        why = f"{sent_back(audit)}: {audit.return_reason}"
        return WorkItem(what=what, why=why, url=url, due=due, email_text=what, first_due=_first(audit, Part.AUDITOR))
    # Begun, it opens where its auditor left off.
    url = f"{url}?resume=yes" if audit.state == AuditState.IN_PROGRESS else url
    what, why = f"Audit {audit.number}", f"You are its auditor; {_place(audit)}"
    # A paused month's audits are finished but not begun.
    paused = audit.cycle.is_paused and audit.state == AuditState.ALLOCATED
    return WorkItem(
        what=what,
        why=why,
        url=audit.get_absolute_url() if paused else url,
        due=due,
        email_text=what,
        waiting=paused,
        first_due=_first(audit, Part.AUDITOR),
    )


def _to_moderate(person: Person) -> WorkQuestion:
    """A moderator who has come into a conflict of interest is asked to hand it back: the page of moderation is closed to them."""
    audits = Audit.objects.to_moderate(person).select_related("cycle", "team", "allocated_worker").prefetch_related(*READ)
    return WorkQuestion(audits, lambda: _moderating(person, list(audits)))


def _moderating(person: Person, audits: list[Audit]) -> list[WorkItem]:
    judge, begun = ConflictChecker(audits), moderation_begun_by(person, audits)
    return [_moderate(audit, judge.unaccepted(person, audit, Part.MODERATOR), begun.get(audit.pk)) for audit in audits]


def _moderate(audit: Audit, conflicts: list[Conflict], begun: BegunModeration | None) -> WorkItem:
    due = None if audit.cycle.is_paused else moderation_due(audit)
    if conflicts:
        what = f"Hand back audit {audit.number}"
        return WorkItem(
            what=what, why=conflicts[0].sentence, url=reverse("audits:hand-back", args=[audit.number]), due=due, email_text=what
        )
    return WorkItem(
        what=f"Moderate {audit.number}",
        why=f"{_how_far(begun)}You are its moderator; {_place(audit)}",
        url=reverse("audits:agree" if begun and begun.is_compared else "audits:moderate", args=[audit.number]),
        due=due,
        email_text=f"Moderate audit {audit.number}",
        first_due=_first(audit, Part.MODERATOR),
    )


def _how_far(begun: BegunModeration | None) -> str:
    if begun is None:
        return ""
    kept = f", kept on {uk_date(begun.kept_on)}" if begun.kept_on else ""
    return f"In progress, step {2 if begun.is_compared else 1} of 2{kept}. "


def _to_answer(person: Person, on: datetime.date) -> WorkQuestion:
    """The team manager answers for an Inadequate; where there is none, or they are away, the service manager, then the head."""
    posts, awaited = TakenPosts(on), _awaited(person).filter(line_of(person, "audit__"))

    def item(response: TeamResponse) -> WorkItem:
        return WorkItem(
            what=f"Respond to audit {response.audit_id}: graded Inadequate",
            why=f"You answer for {response.audit.team}; {response.audit.cycle}",
            url=reverse("audits:respond", args=[response.audit_id]),
            due=posts.due(response.due, person, response.audit.team),
            email_text=f"Respond to audit {response.audit_id}",
        )

    return WorkQuestion(awaited, lambda: [item(each) for each, who in _responding(awaited, on) if who == person])


def _unanswered(person: Person, on: datetime.date) -> WorkQuestion:
    """For the lead: nobody stands above the team who could respond, so somebody must be named first."""
    awaited = _awaited(person).filter(audit__team__isnull=False)

    def item(response: TeamResponse) -> WorkItem:
        return WorkItem(
            what=f"Find who responds to audit {response.audit_id}: graded Inadequate",
            why=f"Nobody who can sign in manages {response.audit.team}: ask an administrator to name its manager",
            url=response.audit.get_absolute_url(),
            due=response.due,
            email_text=f"Find who responds to audit {response.audit_id}",
        )

    return WorkQuestion(awaited, lambda: [item(each) for each, who in _responding(awaited, on) if who is None])


def _responding(awaited: QuerySet[TeamResponse], on: datetime.date) -> list[tuple[TeamResponse, Person | None]]:
    """Each with the person who is to give it."""
    audits = [each.audit for each in awaited]
    give_people(audits)
    judged = EverJudged(audits)
    return [(each, who_responds(each.audit, on, judged)) for each in awaited]


def _awaited(person: Person) -> QuerySet[TeamResponse]:
    """Responses that are not given yet, to audits whose grade `person` may know."""
    seen = Exists(Audit.objects.with_grades_visible_to(person).live().filter(pk=OuterRef("audit")))
    return TeamResponse.objects.filter(seen, answered_on=None, not_upheld_on=None).select_related("audit__cycle")


def _challenged(person: Person) -> WorkQuestion:
    """The moderator answers a team's challenge; where there is none, or the audit was opened again, the lead."""
    theirs = Q(audit__moderator=person)
    if person.has_role(Role.QA_LEAD):
        theirs |= Q(audit__moderator=None) | Q(audit__moderator__is_active=False) | Q(audit__state__in=OPEN_STATES)
    # What the team says may give away what a moderator who grades afresh must not know.
    seen = Exists(Audit.objects.with_grades_visible_to(person).filter(pk=OuterRef("audit")))
    open_ones = Challenge.objects.filter(theirs, seen, answered_on=None).exclude(audit__auditor=person)
    beside = ("made_by", "audit__cycle", "audit__team__service", "audit__allocated_worker")
    open_ones = open_ones.exclude(line_of(person, "audit__")).select_related(*beside)

    def item(challenge: Challenge) -> WorkItem:
        return WorkItem(
            what=f"Answer the challenge to audit {challenge.audit_id}",
            why=f"{challenge.made_by} challenged it; {challenge.audit.cycle}",
            url=reverse("audits:answer-challenge", args=[challenge.audit_id]),
            due=challenge.answer_due,
            email_text=f"Answer the challenge to audit {challenge.audit_id}",
        )

    return WorkQuestion(open_ones, lambda: [item(each) for each in open_ones if can_answer_challenge(person, each.audit)])


def _waiting(person: Person) -> WorkQuestion:
    audits = Audit.objects.filter(auditor=person, state=AuditState.SUBMITTED, imported=False)
    audits = audits.select_related("cycle", "team", "moderator").prefetch_related(*READ)

    def item(audit: Audit) -> WorkItem:
        return WorkItem(
            what=f"Audit {audit.number}: {audit.get_state_display().lower()}",
            why=f"{audit.moderator or 'A moderator, once chosen,'} moderates it; {_place(audit)}",
            url=audit.get_absolute_url(),
            due=None if audit.cycle.is_paused else moderation_due(audit),
            waiting=True,
        )

    return WorkQuestion(audits, lambda: map(item, audits))


def _first(audit: Audit, part: Part) -> datetime.date | None:
    """Nothing is due in a paused month."""
    return None if audit.cycle.is_paused else first_if_moved(audit, part)


def _place(audit: Audit) -> str:
    month = f"{audit.cycle}, paused" if audit.cycle.is_paused else str(audit.cycle)
    return f"{month}, {audit.team}" if audit.team else month


# In parts, of which one that finds nothing is not put together.
SOURCES: tuple[WorkSource, ...] = (
    lambda person, on: [_to_write(person), _to_moderate(person)],
    lambda person, on: risk_questions(person),
    response_questions,
    lambda person, on: [_to_answer(person, on), _challenged(person)],
    feedback_questions,
    lambda person, on: calibration_questions(person),
    part_questions,
    lambda person, on: exemption_questions(person),
    lambda person, on: [_waiting(person)],
    lambda person, on: break_glass_questions(person),
    _for_lead,
)
