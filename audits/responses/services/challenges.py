"""The team challenges a finished audit; its moderator or the lead answers."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Audit, AuditRules, Challenge
from audits.permissions import can_answer_challenge, can_challenge
from audits.responses.queries.challenges import challenge_until
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.documents.formats import uk_date
from foundation.errors import StaleState


@transaction.atomic
def challenge_audit(*, actor: Person, audit: Audit, text: str) -> Challenge:
    """Say what the team holds against what was found. Once an audit; the grades stand unless the lead has it audited again."""
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_challenge, actor, audit)
    if refused := why_not_challenge(audit):
        raise StaleState(refused)
    if not text.strip():
        raise ValidationError({"text": "Say what you challenge, and what shows it."})
    due = add_working_days(today(), AuditRules.current().answer_days)
    challenge = Challenge.objects.create(audit=audit, text=text.strip(), made_by=actor, made_on=today(), answer_due=due)
    record(actor=actor, verb="audit.challenged", target=audit)
    return challenge


@transaction.atomic
def answer_challenge(*, actor: Person, audit: Audit, text: str) -> Challenge:
    challenge = locked(Challenge.objects.select_related("answered_by"), audit=audit)
    require(can_answer_challenge, actor, audit)
    if challenge.answered_on:
        raise StaleState(f"{challenge.answered_by} answered this challenge on {uk_date(challenge.answered_on)}.")
    if not text.strip():
        raise ValidationError({"text": "Write the answer."})
    challenge.answer, challenge.answered_by, challenge.answered_on = text.strip(), actor, today()
    challenge.save()
    record(actor=actor, verb="audit.challenge_answered", target=audit)
    return challenge


def why_not_challenge(audit: Audit) -> str:
    """Why nobody challenges it any more, in a sentence; empty while its team may."""
    if made := Challenge.objects.filter(audit=audit).select_related("made_by").first():
        return f"{made.made_by} challenged this audit on {uk_date(made.made_on)}."
    until = challenge_until(audit)
    if until is None or today() > until:
        return f"A finished audit can be challenged within {AuditRules.current().challenge_days} working days. That time is over."
    return ""
