"""What of these registers waits for somebody: a day by which the law wants an answer, a removal to confirm."""

import datetime

from django.db.models import Exists, Q

from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole
from foundation.accounts.permissions import is_governance, is_lead
from foundation.council.work import WorkItem, WorkQuestion
from foundation.documents.formats import uk_date
from governance.models import DataComplaint, RetentionRun, SubjectRequest
from governance.permissions import can_confirm_removal


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    answers = _answered_by(person)
    requests = SubjectRequest.objects.open().filter(answers).order_by("received_on", "pk")
    complaints = DataComplaint.objects.to_acknowledge().filter(answers).order_by("received_on", "pk")
    runs = RetentionRun.objects.visible_to(person).waiting().exclude(asked_by=person).select_related("asked_by").order_by("pk")
    return [
        WorkQuestion(requests, lambda: map(_answer, requests)),
        WorkQuestion(complaints, lambda: map(_acknowledge, complaints)),
        WorkQuestion(runs, lambda: [_confirm(run) for run in runs if can_confirm_removal(person, run)]),
    ]


def _answered_by(person: Person) -> Q:
    """The officer’s; the QA lead’s where the council has no officer."""
    if is_governance(person):
        return Q()
    officers = PersonRole.objects.filter(role=Role.GOVERNANCE, person__is_active=True)
    return Q(~Exists(officers)) if is_lead(person) else Q(pk=None)


def _answer(request: SubjectRequest) -> WorkItem:
    why = f"A request for a copy of what is held, received on {uk_date(request.received_on)}"
    waits = request.clock_is_stopped
    text = "Answer a subject access request"
    return WorkItem(
        what=f"Answer request {request.reference}", why=why, url=request.get_absolute_url(), due=request.due, waiting=waits, email_text=text
    )


def _acknowledge(complaint: DataComplaint) -> WorkItem:
    why = f"A complaint about how data were handled, received on {uk_date(complaint.received_on)}"
    return WorkItem(
        what=f"Acknowledge complaint {complaint.reference}",
        why=why,
        url=complaint.get_absolute_url(),
        due=complaint.acknowledgement_due,
        email_text="Acknowledge a complaint about how data were handled",
    )


def _confirm(run: RetentionRun) -> WorkItem:
    what = f"Confirm a removal: {run.get_kind_display().lower()}"
    return WorkItem(what=what, why=f"Asked by {run.asked_by} on {uk_date(run.asked_on)}", url=run.get_absolute_url(), email_text=what)
