"""What of the calendar waits for somebody: an invitation to answer, an evaluation, an event to record."""

import datetime

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.chasing.owed import Owed, OwedQuestion
from foundation.council.work import WorkItem, WorkQuestion
from learning.models import Invitation, LearningEvent
from learning.permissions import can_run

# The name of the place in the address of the page of reminders.
INVITATIONS = "learning"
# The verb of the trail.
REMINDED = "learning.reminded"
# An evaluation is asked for so many days; a reply is due so many before the event.
DAYS_TO_EVALUATE, DAYS_BEFORE = 21, 7


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Invitations without a reply, trainings to say something about, events over without a word whether they were held."""
    asked = Invitation.objects.without_reply().filter(person=person, event__last_day__gte=on).for_page().order_by("event__first_day", "pk")
    told = Invitation.objects.to_evaluate(on - datetime.timedelta(days=DAYS_TO_EVALUATE)).filter(person=person).for_page().order_by("pk")
    over = LearningEvent.objects.to_confirm(on).filter(organiser=person).order_by("last_day", "number")
    return [
        WorkQuestion(asked, lambda: map(_to_reply, asked)),
        WorkQuestion(told, lambda: map(_to_evaluate, told)),
        WorkQuestion(over, lambda: map(_to_record, over)),
    ]


def _to_reply(invitation: Invitation) -> WorkItem:
    event = invitation.event
    return WorkItem(
        what=f"Say whether you can come: {event.name}",
        why=f"You are invited; it is on {event.days}",
        url=event.get_absolute_url(),
        due=reply_due(event),
        email_text=f"Say whether you can come to {event.short_name.lower()}",
    )


def _to_evaluate(invitation: Invitation) -> WorkItem:
    event = invitation.event
    return WorkItem(
        what=f"Say what you thought of it: {event.name}",
        why="You came; answers are counted without names",
        url=reverse("learning:evaluate", args=[event.number]),
        due=event.last_day + datetime.timedelta(days=DAYS_TO_EVALUATE),
        email_text=f"Say what you thought of {event.short_name.lower()}",
    )


def _to_record(event: LearningEvent) -> WorkItem:
    page = "learning:attendance" if event.is_training else "learning:event"
    return WorkItem(
        what=f"Record whether it was held: {event.name}",
        why=f"You organise it; it was planned for {event.days}",
        url=reverse(page, args=[event.number]),
        due=event.last_day + datetime.timedelta(days=DAYS_BEFORE),
        email_text=f"Record whether {event.short_name.lower()} was held",
    )


def reply_due(event: LearningEvent) -> datetime.date:
    return event.first_day - datetime.timedelta(days=DAYS_BEFORE)


def owed_in_learning(actor: Person, on: datetime.date) -> OwedQuestion:
    """Replies that are late to invitations of planned events that `actor` runs."""
    near = on + datetime.timedelta(days=DAYS_BEFORE)
    late = Invitation.objects.visible_to(actor).without_reply().filter(event__first_day__lt=near, event__last_day__gte=on)
    rows = late.exclude(person=actor).for_page().select_related("event__organiser").order_by("event__first_day", "pk")
    return OwedQuestion(lambda: [_owed(each) for each in rows if can_run(actor, each.event)], [rows])


def _owed(invitation: Invitation) -> Owed:
    event = invitation.event
    what = f"Say whether you can come to {event.short_name.lower()}"
    return Owed(
        invitation.person,
        f"learning:{invitation.pk}",
        what,
        reply_due(event),
        event,
        REMINDED,
        frozenset({INVITATIONS}),
        lambda manager: what,
    )
