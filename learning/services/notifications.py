"""What people are notified of: each of these goes out by mail, so it says nothing that somebody typed."""

from foundation.accounts.models import Person
from foundation.notices.services import notify
from learning.enums import InvitationReply
from learning.models import Invitation, LearningEvent


def tell_organiser(actor: Person, event: LearningEvent) -> None:
    if event.organiser != actor and event.organiser.can_be_notified:
        notify(
            person=event.organiser,
            key=f"learning.organise:{event.pk}:{event.organiser_id}",
            subject=f"You organise {event.short_name.lower()}",
            words=f"It is on {event.days}. Invite people, and record who came.",
            path=event.get_absolute_url(),
        )


def tell_invited(actor: Person, invitation: Invitation) -> None:
    event, person = invitation.event, invitation.person
    if person != actor and person.can_be_notified and event.is_planned:
        notify(
            person=person,
            key=f"learning.invited:{invitation.pk}",
            subject=f"You are invited: {event.get_kind_display().lower()}",
            words=f"It is on {event.days}. Say whether you can come.",
            path=event.get_absolute_url(),
        )


def tell_people_who_come(actor: Person, event: LearningEvent, words: str, *, mark: str) -> None:
    """Everybody invited who has not said that they cannot come."""
    for invitation in event.invitations.exclude(reply=InvitationReply.CANNOT).select_related("person"):
        person = invitation.person
        if person != actor and person.can_be_notified:
            notify(
                person=person,
                key=f"learning.{mark}:{event.pk}:{person.pk}",
                subject=f"{event.get_kind_display()} on {event.days}" if mark == "cancelled" else f"{event.get_kind_display()} has moved",
                words=words,
                path=event.get_absolute_url(),
            )
