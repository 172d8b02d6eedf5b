"""The letter on what a finished audit found, and the practitioner's acknowledgement."""

from django.db import transaction

from audits.models import Audit, FeedbackLetter
from audits.permissions import can_write_letter
from audits.practitioner.services.notifications import notify_letter_is_acknowledged, notify_letter_is_sent
from audits.services.counting import count_again
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.documents.formats import uk_date
from foundation.errors import Incomplete, StaleState
from foundation.lookups.rows import get_or_none

# Working days that the practitioner has to read and acknowledge.
READING_DAYS = 10
TEXTS = ("opening", "strengths", "areas", "next_steps", "closing")


@transaction.atomic
def write_letter(*, actor: Person, audit: Audit, **texts: str) -> FeedbackLetter:
    """Keep the draft. `texts`: opening, strengths, areas, next_steps (a line each) and closing."""
    audit = _to_write_about(actor, audit)
    draft = get_or_none(FeedbackLetter.objects.filter(audit=audit, sent_on=None)) or FeedbackLetter(audit=audit)
    assert audit.allocated_worker
    draft.addressed_to = audit.allocated_worker
    given = {name: texts.get(name, "").replace("\r\n", "\n").strip() for name in TEXTS}
    for name, text in given.items():
        setattr(draft, name, text)
    _require_said(draft)
    draft.save()
    record(actor=actor, verb="audit.letter_written", target=audit)
    return draft


@transaction.atomic
def send_letter(*, actor: Person, audit: Audit) -> FeedbackLetter:
    """Send the draft as it is: dated, named and final."""
    audit = _to_write_about(actor, audit)
    letter = get_or_none(FeedbackLetter.objects.filter(audit=audit, sent_on=None).select_related("addressed_to"))
    if letter is None:
        raise StaleState("Write the letter first.")
    assert audit.allocated_worker
    letter.addressed_to, letter.sent_by, letter.sent_on = audit.allocated_worker, actor, today()
    letter.read_by = add_working_days(today(), READING_DAYS)
    letter.save()
    count_again([audit.pk])
    record(actor=actor, verb="audit.letter_sent", target=audit, to=letter.addressed_to)
    notify_letter_is_sent(audit, letter)
    return letter


@transaction.atomic
def acknowledge_letter(*, actor: Person, audit: Audit, reply: str = "") -> FeedbackLetter:
    """The practitioner has read it. Their reply, if they give one, is kept as it is."""
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    letter = FeedbackLetter.objects.current().sent().filter(audit=audit).select_related("sent_by", "addressed_to").last()
    if letter is None:
        raise StaleState("No letter has been sent on this audit yet.")
    require(
        lambda person: person.pk == letter.addressed_to_id, actor, why="The practitioner whose work was audited acknowledges the feedback."
    )
    if letter.acknowledged_on:
        raise StaleState(f"You acknowledged this on {uk_date(letter.acknowledged_on)}. Your reply stays as it was.")
    letter.acknowledged_on, letter.reply = today(), reply.strip()
    letter.save()
    record(actor=actor, verb="audit.feedback_acknowledged", target=audit, replied=bool(letter.reply))
    notify_letter_is_acknowledged(audit, letter)
    return letter


def _to_write_about(actor: Person, audit: Audit) -> Audit:
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_write_letter, actor, audit, why="The auditor or the QA lead writes the letter of feedback.")
    if not audit.is_finished:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: feedback is given when the grades are agreed.")
    if audit.allocated_worker is None:
        raise StaleState("The record has no allocated worker to write to.")
    sent = FeedbackLetter.objects.current().sent().filter(audit=audit).select_related("sent_by").last()
    if sent:
        raise StaleState(f"{sent.sent_by} sent the letter on {uk_date(sent.sent_on)}. It stays as it was sent.")
    return audit


def _require_said(draft: FeedbackLetter) -> None:
    missing = {} if draft.opening else {"opening": "Write how the letter begins."}
    if not (draft.strengths or draft.areas or draft.next_steps):
        missing["strengths"] = "Write at least one strength, area for improvement or next step."
    if missing:
        raise Incomplete(missing)
