"""An audit's actions reach their owners when it is first submitted, which may be long after they were written."""

from actions.enums import Priority
from actions.models import Action
from actions.queries.due_dates import least_due
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.activity.trail import record
from foundation.council.clock import today


def give_time_from_submission(*, actor: Person, audit: Audit) -> None:
    """No owner is late before they could know: a sooner due date becomes the first day that they can be held to.

    Nobody was notified of the other one, so no date was moved. Urgent actions were live from when they were raised.
    """
    waiting = Action.objects.standing().open().filter(audit=audit).exclude(priority=Priority.URGENT)
    for action in waiting.select_for_update().order_by("pk"):
        due = least_due(action.priority, today())
        if action.due < due:
            was_due, action.due, action.first_due = action.due, due, due
            action.save(update_fields=["due", "first_due"])
            record(actor=actor, verb="action.due_from_submission", target=action, was_due=was_due, due=due)
