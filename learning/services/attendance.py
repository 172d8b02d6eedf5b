"""Who came: one press a person. Training to audit is then known where auditors are given work."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.training import record_training, remove_training
from audits.models import AuditTraining
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from learning.enums import Attendance, EventKind
from learning.models import Invitation, LearningEvent
from learning.permissions import can_run

from .events import hold_event
from .inviting import ORGANISERS, invite

# The guard has looked at the name when the event was planned.
KEPT = "The name of an event in the calendar"


@transaction.atomic
def record_attendance(*, actor: Person, invitation: Invitation, attendance: Attendance) -> Invitation:
    """Say that one invited person came, did not, or that it is not known after all. The first says that the event was held.

    People who came to a training to audit are trained from its first day on; the same again changes nothing.
    """
    invitation = locked(Invitation.objects.for_page(), pk=invitation.pk)
    event = invitation.event
    require(can_run, actor, event, why=ORGANISERS)
    _require_begun(event)
    if invitation.attendance == attendance:
        return invitation
    if invitation.evaluated:
        raise StaleState("This person has said what they thought of it, so that they came stays as it is.")
    before, invitation.attendance = invitation.attendance, attendance
    invitation.save(update_fields=["attendance"])
    record(actor=actor, verb="learning.attendance", target=event, person=invitation.person, before=before, after=attendance)
    if event.is_planned:
        hold_event(actor=actor, event=event)
    if event.kind == EventKind.AUDITOR_TRAINING:
        _note_training(actor, invitation, event)
    return invitation


@transaction.atomic
def add_person_who_came(*, actor: Person, event: LearningEvent, person: Person) -> Invitation:
    """Somebody came who was not invited."""
    _require_begun(event)
    invited = [] if event.invitations.filter(person=person).exists() else invite(actor=actor, event=event, people=[person])
    # Also where a colleague added them at the same moment.
    if not invited:
        raise ValidationError({"person": f"{person} is on the list already. Press “Came” beside the name."})
    [invitation] = invited
    return record_attendance(actor=actor, invitation=invitation, attendance=Attendance.CAME)


def _require_begun(event: LearningEvent) -> None:
    if event.is_cancelled:
        raise StaleState(f"{event} is cancelled, so nobody came to it.")
    if event.first_day > today():
        raise StaleState(f"{event} begins on {uk_date(event.first_day)}. Record then who came.")


def _note_training(actor: Person, invitation: Invitation, event: LearningEvent) -> None:
    """A person who came is trained from its first day on; one who did not come after all is not."""
    noted = AuditTraining.objects.filter(person=invitation.person, trained_on=event.first_day).first()
    if invitation.came and noted is None:
        record_training(actor=actor, people=[invitation.person], trained_on=event.first_day, what=event.name, kept=KEPT)
    elif not invitation.came and noted is not None and noted.what == event.name:
        remove_training(actor=actor, training=noted)
