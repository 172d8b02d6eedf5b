"""The practitioner reflects on their own work before it is audited, where the month asks for it."""

from django.db import transaction

from audits.enums import AuditState
from audits.models import Audit, Reflection
from audits.permissions import can_reflect
from audits.practitioner.services.notifications import notify_reflection_is_asked, notify_reflection_is_sent
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import Incomplete, StaleState

PROMPTS = ("proud_of", "hard", "differently")


def ask_for_reflection(audit: Audit) -> None:
    """Tell the practitioner, once, that their record is to be audited. For the services that give a record its auditor."""
    if audit.auditor and audit.allocated_worker and audit.cycle.collaborative and not audit.submitted_on:
        notify_reflection_is_asked(audit)


@transaction.atomic
def save_reflection(*, actor: Person, audit: Audit, **answers: str) -> Reflection:
    """Keep what is written so far. Nobody else reads it. `answers`: proud_of, hard, differently."""
    reflection = _to_write(actor, audit)
    _fill(reflection, answers)
    record(actor=actor, verb="audit.reflection_saved", target=audit)
    return reflection


@transaction.atomic
def send_reflection(*, actor: Person, audit: Audit, **answers: str) -> Reflection:
    """Give it to the auditor; from then on it stays as it is."""
    reflection = _to_write(actor, audit)
    _fill(reflection, answers)
    if not any(getattr(reflection, prompt) for prompt in PROMPTS):
        raise Incomplete({PROMPTS[0]: "Write something under at least one heading, or choose to write no reflection."})
    reflection.sent_on = today()
    reflection.save()
    record(actor=actor, verb="audit.reflection_sent", target=audit)
    notify_reflection_is_sent(audit)
    return reflection


@transaction.atomic
def decline_reflection(*, actor: Person, audit: Audit) -> Reflection:
    """It is an offer: a practitioner who would rather not write is not asked again."""
    reflection = _to_write(actor, audit)
    _fill(reflection, dict.fromkeys(PROMPTS, ""))
    reflection.declined_on = today()
    reflection.save()
    record(actor=actor, verb="audit.reflection_declined", target=audit)
    return reflection


def _to_write(actor: Person, audit: Audit) -> Reflection:
    """The open reflection on the audit, new or begun; only the practitioner whose record it is writes it."""
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_reflect, actor, audit)
    if not Audit.objects.open_to_reflection_of(actor).filter(pk=audit.pk).exists():
        was = "withdrawn" if audit.state == AuditState.WITHDRAWN else "past the time for a reflection"
        raise StaleState(f"{audit} is {was}. Speak with the auditor if there is something they should know.")
    reflection = Reflection.objects.filter(audit=audit, written_by=actor).first() or Reflection(audit=audit, written_by=actor)
    if not reflection.is_open:
        raise StaleState("You have answered already: a reflection stays as it was sent.")
    return reflection


def _fill(reflection: Reflection, answers: dict[str, str]) -> None:
    for prompt in PROMPTS:
        setattr(reflection, prompt, answers.get(prompt, "").strip())
    reflection.save()
