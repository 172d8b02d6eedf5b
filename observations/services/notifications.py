"""What the observer and the practitioner are notified of. No case content: subjects and words go out by mail."""

import datetime

from foundation.accounts.models import Person
from foundation.documents.formats import uk_date
from foundation.notices.services import notify
from observations.models import Observation


def _tell(person: Person | None, actor: Person, observation: Observation, what: str, subject: str, words: str, page: str = "") -> None:
    if person and person != actor and person.is_active:
        path = f"{observation.get_absolute_url()}{page}"
        notify(person=person, key=f"observation.{what}:{observation.number}", subject=subject, words=words, path=path)


def _what_and_when(observation: Observation) -> str:
    day = f", by {uk_date(observation.due)}" if observation.due else ""
    return f"{observation.kind}{day}."


def notify_is_assigned(actor: Person, observation: Observation) -> None:
    number, words = observation.number, _what_and_when(observation)
    asked = f"assigned.{observation.observer_id}"
    _tell(observation.observer, actor, observation, asked, f"Observation {number} is yours to make", words)
    ask = " Ask the family whether they agree, and note what they say." if observation.kind.with_family else ""
    told = f"planned.{observation.practitioner_id}"
    _tell(observation.practitioner, actor, observation, told, f"Your practice will be observed: observation {number}", f"{words}{ask}")


def notify_is_rescheduled(actor: Person, observation: Observation) -> None:
    subject, day = f"Observation {observation.number} is rescheduled", observation.due or datetime.date.min
    for person in (observation.observer, observation.practitioner):
        _tell(person, actor, observation, f"rescheduled.{day}", subject, _what_and_when(observation))


def notify_is_cancelled(actor: Person, observation: Observation) -> None:
    subject = f"Observation {observation.number} is cancelled"
    for person in (observation.observer, observation.practitioner):
        _tell(person, actor, observation, "cancelled", subject, "Nothing is asked of you any more.")


def notify_family_refused(actor: Person, observation: Observation) -> None:
    subject, words = (
        f"Observation {observation.number} cannot go ahead as planned",
        "The family did not agree. Cancel it, or reschedule it.",
    )
    _tell(observation.observer, actor, observation, f"refused.{observation.consent_on}", subject, words)


def notify_is_shared(actor: Person, observation: Observation) -> None:
    subject, words = f"Observation {observation.number} is shared with you", "Read it, add your reflection if you like, and acknowledge it."
    _tell(observation.practitioner, actor, observation, "shared", subject, words)


def notify_is_acknowledged(actor: Person, observation: Observation) -> None:
    words = "The practitioner answered it too." if observation.answer else "The practitioner has read it."
    _tell(observation.observer, actor, observation, "acknowledged", f"Observation {observation.number} is acknowledged", words)
