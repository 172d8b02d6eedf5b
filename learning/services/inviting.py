"""Inviting people and teams, and what they answer."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import is_board_member, require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState
from learning.enums import Attendance, InvitationReply
from learning.models import Invitation, LearningEvent
from learning.permissions import can_answer_invitation, can_run

from .notifications import tell_invited

ORGANISERS = "The person who organises it and the QA lead invite people and record who came."


@transaction.atomic
def invite(*, actor: Person, event: LearningEvent, people: Iterable[Person] = (), teams: Iterable[Team] = ()) -> list[Invitation]:
    """Invite people, and everybody who works in these teams now; people who are invited already stay so. Only the new ones are given."""
    event = locked(LearningEvent.objects.for_page(), pk=event.pk)
    require(can_run, actor, event, why=ORGANISERS)
    if event.is_cancelled:
        raise StaleState(f"{event} is cancelled, so nobody is invited to it.")
    wanted: dict[Person, Team | None] = {person: team for team in teams for person in Person.objects.notifiable().filter(team=team)}
    for person in people:
        _require_can_come(person)
        wanted.setdefault(person, None)
    if not wanted:
        raise ValidationError({"people": "Select who is invited: people, or teams in which people work."})
    known = set(event.invitations.values_list("person", flat=True))
    new = [person for person in wanted if person.pk not in known]
    made = [Invitation.objects.create(event=event, person=person, team=wanted[person], invited_on=today()) for person in new]
    if made:
        record(actor=actor, verb="learning.invited", target=event, people=len(made))
    for invitation in made:
        tell_invited(actor, invitation)
    return made


@transaction.atomic
def withdraw_invitation(*, actor: Person, invitation: Invitation) -> None:
    """Of somebody who was invited by mistake; of somebody who came it stays."""
    invitation = locked(Invitation.objects.for_page(), pk=invitation.pk)
    require(can_run, actor, invitation.event, why=ORGANISERS)
    if invitation.attendance != Attendance.UNKNOWN:
        raise StaleState(f"Whether {invitation.person} came is recorded, so the invitation stays.")
    record(actor=actor, verb="learning.uninvited", target=invitation.event, person=invitation.person)
    invitation.delete()


@transaction.atomic
def answer_invitation(*, actor: Person, invitation: Invitation, reply: InvitationReply) -> Invitation:
    """Say whether one comes; the same again changes nothing."""
    invitation = locked(Invitation.objects.for_page(), pk=invitation.pk)
    require(can_answer_invitation, actor, invitation, why="Only the person who was invited says whether they come.")
    event = invitation.event
    if not event.is_planned:
        raise StaleState(f"{event} is {event.get_state_display().lower()}, so there is nothing to answer any more.")
    if reply not in (InvitationReply.COMES, InvitationReply.CANNOT):
        raise ValidationError({"reply": "Select whether you can come."})
    if invitation.reply != reply:
        before, invitation.reply = invitation.reply, reply
        invitation.save(update_fields=["reply"])
        record(actor=actor, verb="learning.replied", target=event, before=before, after=reply)
    return invitation


def _require_can_come(person: Person) -> None:
    if not person.is_active or person.is_system:
        raise ValidationError({"people": f"{person} does not work here. Choose somebody else."})
    if is_board_member(person) and len(person.roles) == 1:
        raise ValidationError({"people": f"{person} is on the Board alone, and is asked nothing here. Choose somebody else."})
