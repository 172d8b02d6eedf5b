"""A child may be at risk now: raise, acknowledge, close. The call comes first; this tells everybody else and keeps the times."""

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime

from audits.models import Audit, RiskFlag
from audits.permissions import can_acknowledge_risk, can_close_risk, can_raise_risk
from audits.risks.queries import people_to_notify
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import now
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.lookups.hooks import call_hooks
from foundation.notices.services import notify


@transaction.atomic
def raise_risk(*, actor: Person, audit: Audit, worry: str, rung: str, rung_at: datetime.datetime) -> RiskFlag:
    """Notify at once the people whom the rules name and the team's line. `rung` says who was told by phone, at `rung_at`.

    Another worry about the same child is another flag, and people are notified again; the same sent again is the flag that is there.
    An audit with one open is not submitted.
    """
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_raise_risk, actor, audit)
    _require_words(worry=(worry, "Say what the worry is."), rung=(rung, "Say who you spoke to by phone. Call first if you have not."))
    said = said_in(worry, rung, rung_at)
    if same := audit.risks.filter(raised_by=actor, said=said).first():
        return same
    moment = now()
    if rung_at > moment:
        raise ValidationError({"rung_at": "The call must be in the past: ring first, then fill in this page."})
    risk = RiskFlag.objects.create(
        audit=audit, worry=worry.strip(), rung=rung.strip(), rung_at=rung_at, raised_by=actor, raised_at=moment, said=said
    )
    told = people_to_notify(audit, raised_by=actor)
    for person in told:
        notify_of_risk(risk, person)
    record(actor=actor, verb="risk.raised", target=risk, audit=audit.number, told=[str(person) for person in told])
    call_hooks("when_a_risk_is_raised", actor=actor, risk=risk)
    return risk


@transaction.atomic
def acknowledge_risk(*, actor: Person, risk: RiskFlag, doing: str) -> RiskFlag:
    """Take it on, and say what is being done. The time until now is the response time."""
    risk = locked(RiskFlag.objects.for_page(), pk=risk.pk)
    require(can_acknowledge_risk, actor, risk)
    if risk.acknowledged_at:
        raise StaleState(f"{risk.acknowledged_by} acknowledged this on {moment_words(risk.acknowledged_at)}.")
    _require_words(doing=(doing, "Say what you are doing for the child now."))
    # A demo's day stands still, so midnight must not turn the times round.
    risk.acknowledged_by, risk.acknowledged_at, risk.doing = actor, max(now(), risk.raised_at), doing.strip()
    risk.save()
    _tell(risk, risk.raised_by, "acknowledged", f"The risk raised in audit {risk.audit_id} is acknowledged", f"By {actor}.")
    record(actor=actor, verb="risk.acknowledged", target=risk, audit=risk.audit_id)
    return risk


@transaction.atomic
def close_risk(*, actor: Person, risk: RiskFlag, outcome: str) -> RiskFlag:
    """Say what came of it. The audit can be submitted again."""
    risk = locked(RiskFlag.objects.for_page(), pk=risk.pk)
    require(can_close_risk, actor, risk)
    if risk.closed_at:
        raise StaleState(f"{risk.closed_by} closed this on {moment_words(risk.closed_at)}.")
    if risk.acknowledged_at is None:
        raise StaleState("Nobody has acknowledged this yet. Acknowledge it first, then say what came of it.")
    _require_words(outcome=(outcome, "Say what came of it for the child."))
    risk.closed_by, risk.closed_at, risk.outcome = actor, max(now(), risk.acknowledged_at), outcome.strip()
    risk.save()
    for person in filter(None, {risk.raised_by, risk.audit.auditor} - {actor}):
        _tell(risk, person, "closed", f"The risk raised in audit {risk.audit_id} is closed", f"By {actor}.")
    record(actor=actor, verb="risk.closed", target=risk, audit=risk.audit_id)
    return risk


def notify_of_risk(risk: RiskFlag, person: Person) -> None:
    """Call it inside the transaction of what brings it about."""
    risk.told.add(person)
    _tell(risk, person, "raised", f"A child may be at risk now: audit {risk.audit_id}", "Please open it and acknowledge at once.")


def said_in(worry: str, rung: str, rung_at: datetime.datetime) -> str:
    """The same for the same worry told by the same call, however it was spaced."""
    words = " ".join(worry.split()), " ".join(rung.split()), rung_at.astimezone(datetime.UTC).isoformat()
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _require_words(**asked: tuple[str, str]) -> None:
    if missing := {name: sentence for name, (words, sentence) in asked.items() if not words.strip()}:
        raise ValidationError(missing)


def _tell(risk: RiskFlag, person: Person, what: str, subject: str, words: str) -> None:
    notify(person=person, key=f"risk.{what}:{risk.pk}", subject=subject, words=words, path=risk.get_absolute_url(), at_once=True)


def moment_words(moment: datetime.datetime) -> str:
    """23 June 2023 at 10:42, London's time."""
    local = localtime(moment)
    return f"{uk_date(local)} at {local:%H:%M}"
