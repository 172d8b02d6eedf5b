"""What the auditor does: start, answer, submit."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import FindingKind, Grade, Source, Stage, State, Voice, VoiceOutcome
from audits.models import Audit, Domain, Finding, Judgement, TeamResponse, VoiceHeard
from audits.permissions import can_audit
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.working_days import add_working_days

from .errors import StaleState
from .moderating import release_audit
from .moving import move_audit

# Working days that a team has to respond to an Inadequate.
RESPONSE_DAYS = 5


def start_audit(*, actor: Person, audit: Audit) -> Audit:
    return move_audit(audit=audit, move="start", actor=actor)


def _to_write(actor: Person, audit: Audit) -> Audit:
    """The audit, locked, if `actor` may write it now; an allocated one is started."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    require(can_audit, actor, audit)
    if audit.state == State.ALLOCATED:
        audit = start_audit(actor=actor, audit=audit)
    if audit.state != State.IN_PROGRESS:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: the auditor’s answers no longer change.")
    return audit


@transaction.atomic
def grade_domain(*, actor: Person, audit: Audit, domain: Domain | None, grade: str, reason: str) -> Judgement:
    """Save the auditor's grade and reason of a domain, or overall where `domain` is None. Either may still be blank."""
    audit = _to_write(actor, audit)
    _require_gradable(audit, domain, grade)
    judgement = audit.judgements.at(Stage.AUDITOR).filter(domain=domain).first() or Judgement(
        audit=audit, domain=domain, stage=Stage.AUDITOR
    )
    before, reason = judgement.grade, reason.strip()
    if judgement.pk and (before, judgement.reason) == (grade, reason):
        return judgement
    judgement.grade, judgement.reason = grade, reason
    judgement.save()
    record(actor=actor, verb="audit.graded", target=audit, domain=str(domain or "Overall"), before=before, grade=grade)
    return judgement


def _require_gradable(audit: Audit, domain: Domain | None, grade: str) -> None:
    if domain and domain.tool_id != audit.tool_id:
        raise ValidationError(f"“{domain}” is not a domain of {audit}, which uses {audit.tool}.")
    if grade and grade not in Grade:
        raise ValidationError(f"“{grade}” is not a grade. Choose one of {', '.join(Grade.labels)}.")
    if domain is None and grade == Grade.NOT_APPLICABLE:
        raise ValidationError("The overall judgement cannot be “Not applicable”. Choose one of the four grades.")


@transaction.atomic
def save_findings(*, actor: Person, audit: Audit, kind: FindingKind, findings: list[tuple[str, Source]]) -> None:
    """Replace the strengths, or the areas for improvement, with these (text, source) pairs in this order."""
    audit = _to_write(actor, audit)
    stored = list(audit.findings.filter(kind=kind).order_by("pk").values_list("text", "source"))
    given = [(text.strip(), str(source)) for text, source in findings if text.strip()]
    if given == stored:
        return
    audit.findings.filter(kind=kind).delete()
    Finding.objects.bulk_create([Finding(audit=audit, kind=kind, text=text, source=source) for text, source in given])
    record(actor=actor, verb="audit.findings_saved", target=audit, kind=kind, count=len(given))


@transaction.atomic
def save_voice(*, actor: Person, audit: Audit, voice: Voice, outcome: VoiceOutcome, words: str = "") -> VoiceHeard:
    audit = _to_write(actor, audit)
    heard = audit.voices.filter(voice=voice).first() or VoiceHeard(audit=audit, voice=voice)
    if heard.pk and (heard.outcome, heard.words) == (outcome, words.strip()):
        return heard
    heard.outcome, heard.words = outcome, words.strip()
    heard.save()
    record(actor=actor, verb="audit.voice_saved", target=audit, voice=voice, outcome=outcome)
    return heard


@transaction.atomic
def submit_audit(*, actor: Person, audit: Audit) -> Audit:
    """Submit: the grades before moderation freeze at the first submission.

    An overall Inadequate asks the team for a response. Where the cycle is not moderated the grades stand at once.
    """
    audit = move_audit(audit=_to_write(actor, audit), move="submit", actor=actor)
    own = list(audit.judgements.at(Stage.AUDITOR))
    if not audit.judgements.at(Stage.PRE).exists():
        Judgement.objects.bulk_create(
            [Judgement(audit=audit, domain_id=row.domain_id, stage=Stage.PRE, grade=row.grade, reason=row.reason) for row in own]
        )
    if any(row.domain_id is None and row.grade == Grade.INADEQUATE for row in own):
        TeamResponse.objects.get_or_create(audit=audit, defaults={"due": add_working_days(today(), RESPONSE_DAYS)})
    if not audit.cycle.moderation_required:
        # The system actor: the rule is the cycle's, nobody chose to spare this audit.
        audit = release_audit(actor=Person.objects.system(), audit=audit, reason="This month’s audits are not moderated.")
    return audit
