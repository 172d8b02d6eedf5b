"""What waits for somebody in inspections: tracked children to audit within hours, priorities to write about or to reach."""

import datetime
from collections.abc import Iterable

from django.db.models import Max
from django.urls import reverse
from django.utils.timezone import localtime

from audits.calculations.durations import in_words
from foundation.accounts.models import Person
from foundation.council.clock import now
from foundation.council.work import WorkItem, WorkQuestion
from foundation.council.working_days import add_working_days
from foundation.documents.formats import uk_date
from inspections.models import CaseTracking, PlanPriority, TrackedChild
from inspections.permissions import can_track
from inspections.queries.tracking import tracked_for, tracking_counts

# How many days after the last word a priority's owner is asked for the next, and from how many working days before that it is shown.
SAYS_EVERY, SHOWN_BEFORE = datetime.timedelta(days=42), 10


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    tracked, owned = tracked_for(person), PlanPriority.objects.open().filter(owner=person).annotate(said_on=Max("notes__written_on"))
    return [
        WorkQuestion(tracked, lambda: map(_to_audit, tracked)),
        WorkQuestion(CaseTracking.objects.on(), lambda: _for_lead(person), []),
        WorkQuestion(owned, lambda: _priorities(owned, on)),
    ]


def _to_audit(child: TrackedChild) -> WorkItem:
    """Before all other work, with the hours that are left."""
    due = localtime(child.due_at)
    return WorkItem(
        what=f"Audit {child.audit_id}: a child whom inspectors track",
        why=f"{time_left(child.due_at)}: due on {uk_date(due)} at {due:%H:%M}",
        url=reverse("audits:form", args=[child.audit_id]),
        due=due.date(),
        urgent=True,
        email_text=f"Audit {child.audit_id}, for inspectors",
    )


def _for_lead(person: Person) -> list[WorkItem]:
    """While inspection mode is on: how many are done, and to end it once all are."""
    tracking = CaseTracking.objects.on().select_related("inspection").first() if can_track(person) else None
    if tracking is None:
        return []
    counts = tracking_counts(tracking, now())
    what = f"Tracked children: {counts.done} of {counts.children} audits are done"
    missing = [f"{counts.late} late" if counts.late else "", f"{counts.unallocated} without an auditor" if counts.unallocated else ""]
    why = "; ".join(filter(None, missing)) or "End inspection mode once inspectors have left"
    return [WorkItem(what=what, why=why, url=tracking.get_absolute_url(), urgent=bool(counts.late or counts.unallocated), email_text=what)]


def time_left(due_at: datetime.datetime) -> str:
    """“17 hours 20 minutes left”, or by how much it is late."""
    left = due_at - now()
    return f"{in_words(left)} left" if left > datetime.timedelta(0) else f"{in_words(-left)} late"


def _priorities(owned: Iterable[PlanPriority], on: datetime.date) -> list[WorkItem]:
    """Priorities that are due soon, or whose owner must soon say how they are getting on."""
    shown_from = add_working_days(on, SHOWN_BEFORE)
    items = []
    for priority in owned:
        next_word = (getattr(priority, "said_on", None) or priority.set_on) + SAYS_EVERY
        due = min(priority.due, next_word)
        if due <= shown_from:
            items.append(_priority(priority, due))
    return items


def _priority(priority: PlanPriority, due: datetime.date) -> WorkItem:
    reach = due == priority.due
    return WorkItem(
        what=f"{'Reach' if reach else 'Say how it is going'}: {priority.name}",
        why=f"You own this priority of the improvement plan, due on {uk_date(priority.due)}",
        url=priority.get_absolute_url() if reach else reverse("inspections:note-progress", args=[priority.number]),
        due=due,
        email_text=f"Priority {priority.number} of the improvement plan",
    )
