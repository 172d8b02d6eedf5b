"""What waits for one person in audits: to write, to moderate, to answer, to allocate."""

import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from audits.allocation.pages.people_to_choose import allocation_work, handed_back_work
from audits.calibration.pages.rounds import work_for as calibration_work
from audits.conflicts import Conflict, ConflictChecker
from audits.cycles.pages.exemptions import work_for as exemption_work
from audits.enums import OPEN_STATES, AuditState, Part
from audits.models import Audit, Challenge, TeamResponse
from audits.moderation.pages.returns import sent_back
from audits.moderation.queries.moderation import BegunModeration, moderation_begun_by
from audits.permissions import can_answer_challenge
from audits.practitioner.pages.work import work_for as feedback_work
from audits.queries.due_days import READ, audit_due, first_if_moved, moderation_due
from audits.reaudits.pages import work_for_lead as re_audit_work
from audits.responses.pages.responses import work_for as response_work
from audits.responses.queries.responses import who_responds
from audits.risks.pages import work_for as risk_work
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.accounts.querysets import line_of
from foundation.council.work import WorkItem
from foundation.documents.formats import uk_date


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    items = [
        *_to_write(person),
        *_to_moderate(person),
        *risk_work(person),
        *response_work(person, on),
        *_to_answer(person, on),
        *_challenged(person),
        *feedback_work(person, on),
        *calibration_work(person, on),
        *exemption_work(person),
        *_waiting(person),
    ]
    for_lead = _for_lead(person, on) if person.has_role(Role.QA_LEAD) else []
    return items + for_lead


def _for_lead(person: Person, on: datetime.date) -> list[WorkItem]:
    return [*handed_back_work(), *allocation_work(), *re_audit_work(on), *_unanswered(person, on)]


def _to_write(person: Person) -> list[WorkItem]:
    audits = Audit.objects.to_write(person).select_related("cycle", "team", "moderator").prefetch_related("versions__ended_by", *READ)
    return [_write(audit) for audit in audits]


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


def _to_moderate(person: Person) -> list[WorkItem]:
    """A moderator who has come into a conflict of interest is asked to hand it back: the page of moderation is closed to them."""
    audits = list(Audit.objects.to_moderate(person).select_related("cycle", "team", "allocated_worker").prefetch_related(*READ))
    if not audits:
        return []
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


def _to_answer(person: Person, on: datetime.date) -> list[WorkItem]:
    """The team manager answers for an Inadequate; where there is none, or they are away, the service manager, then the head."""
    posts = TakenPosts(on)
    return [
        WorkItem(
            what=f"Respond to audit {response.audit_id}: graded Inadequate",
            why=f"You answer for {response.audit.team}; {response.audit.cycle}",
            url=reverse("audits:respond", args=[response.audit_id]),
            due=posts.due(response.due, person, response.audit.team),
            email_text=f"Respond to audit {response.audit_id}",
        )
        for response in _awaited(person).filter(line_of(person, "audit__"))
        if who_responds(response.audit, on) == person
    ]


def _unanswered(person: Person, on: datetime.date) -> list[WorkItem]:
    """For the lead: nobody stands above the team who could respond, so somebody must be named first."""
    return [
        WorkItem(
            what=f"Find who responds to audit {response.audit_id}: graded Inadequate",
            why=f"Nobody who can sign in manages {response.audit.team}: ask an administrator to name its manager",
            url=response.audit.get_absolute_url(),
            due=response.due,
            email_text=f"Find who responds to audit {response.audit_id}",
        )
        for response in _awaited(person).filter(audit__team__isnull=False)
        if who_responds(response.audit, on) is None
    ]


def _awaited(person: Person) -> QuerySet[TeamResponse]:
    """Responses that are not given yet, to audits whose grade `person` may know."""
    people = ("audit__team__manager", "audit__team__service__manager", "audit__team__service__head")
    return (
        TeamResponse.objects.filter(answered_on=None, not_upheld_on=None)
        .filter(audit__in=Audit.objects.with_grades_visible_to(person).live().values("pk"))
        .select_related("audit__cycle", *people)
        .prefetch_related(*(f"{place}__absences" for place in people))
    )


def _challenged(person: Person) -> list[WorkItem]:
    """The moderator answers a team's challenge; where there is none, or the audit was opened again, the lead."""
    theirs = Q(audit__moderator=person)
    if person.has_role(Role.QA_LEAD):
        theirs |= Q(audit__moderator=None) | Q(audit__moderator__is_active=False) | Q(audit__state__in=OPEN_STATES)
    # What the team says may give away what a moderator who grades afresh must not know.
    seen = Audit.objects.with_grades_visible_to(person).values("pk")
    open_ones = Challenge.objects.filter(theirs, answered_on=None, audit__in=seen).exclude(audit__auditor=person)
    beside = ("made_by", "audit__cycle", "audit__team__service", "audit__allocated_worker")
    open_ones = open_ones.exclude(line_of(person, "audit__")).select_related(*beside)
    return [
        WorkItem(
            what=f"Answer the challenge to audit {challenge.audit_id}",
            why=f"{challenge.made_by} challenged it; {challenge.audit.cycle}",
            url=reverse("audits:answer-challenge", args=[challenge.audit_id]),
            due=challenge.answer_due,
            email_text=f"Answer the challenge to audit {challenge.audit_id}",
        )
        for challenge in open_ones
        if can_answer_challenge(person, challenge.audit)
    ]


def _waiting(person: Person) -> list[WorkItem]:
    audits = Audit.objects.filter(auditor=person, state=AuditState.SUBMITTED, imported=False)
    audits = audits.select_related("cycle", "team", "moderator").prefetch_related(*READ)
    return [
        WorkItem(
            what=f"Audit {audit.number}: {audit.get_state_display().lower()}",
            why=f"{audit.moderator or 'A moderator, once chosen,'} moderates it; {_place(audit)}",
            url=audit.get_absolute_url(),
            due=None if audit.cycle.is_paused else moderation_due(audit),
            waiting=True,
        )
        for audit in audits
    ]


def _first(audit: Audit, part: Part) -> datetime.date | None:
    """Nothing is due in a paused month."""
    return None if audit.cycle.is_paused else first_if_moved(audit, part)


def _place(audit: Audit) -> str:
    month = f"{audit.cycle}, paused" if audit.cycle.is_paused else str(audit.cycle)
    return f"{month}, {audit.team}" if audit.team else month
