"""What the auditor does: start, answer, submit.

`seen` is the token of the answers from which the writer began; EditConflict where others are stored by now.
"""

from collections.abc import Collection, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.auditing.queries.answers import DISMISSED, FINDINGS_SAVED, GRADED, SECTION, VOICE_SAVED, graded_domain, writes_to
from audits.auditing.services.lines import Themes, findings_lines, judgement_lines, lines_of, stored_findings
from audits.enums import AuditState, FindingKind, Grade, MovedWhy, Part, Source, Stage, Voice
from audits.models import Audit, Declaration, Domain, Judgement, VoiceHeard
from audits.moderation.services.selection import decide_whether_moderated
from audits.permissions import can_audit
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_word
from audits.responses.services.responses import ask_for_response
from audits.services.counting import count_again, count_once_submitted
from audits.services.going_live import run_going_live_hooks
from audits.services.moves import move_audit
from audits.services.own_time import give_time
from audits.themes.services.coding import store_findings
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import normalised_text
from foundation.errors import StaleState
from foundation.guard.enums import WarningKind
from foundation.guard.services import dismiss_warnings
from foundation.lookups.rows import get_or_none


@transaction.atomic
def start_audit(*, actor: Person, audit: Audit, no_involvement: bool = False) -> Audit:
    """Start, on the auditor's word that they have had `no_involvement` with the child or family; without it the move refuses."""
    if no_involvement:
        _, is_new = Declaration.objects.get_or_create(audit=audit, person=actor, defaults={"declared_on": today()})
        if is_new:
            record(actor=actor, verb="audit.declared", target=audit)
    return move_audit(audit=audit, move="start", actor=actor)


def to_write(actor: Person, audit: Audit) -> Audit:
    """The audit, locked, if `actor` may write it now, which is from when they started it."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    require(can_audit, actor, audit)
    if audit.state == AuditState.ALLOCATED:
        raise StaleState(f"{audit} is not started. Open its first page and declare that you have had no involvement.")
    if audit.state != AuditState.IN_PROGRESS:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: the auditor’s answers no longer change.")
    return audit


@transaction.atomic
def grade_domain(
    *, actor: Person, audit: Audit, domain: Domain | None, grade: str, reason: str, no_action_reason: str = "", seen: str | None = None
) -> Judgement:
    """Save the auditor's grade and reason of a domain, or overall where `domain` is None. Either may still be blank.

    `no_action_reason` says why a weak domain needs no action.
    """
    audit = to_write(actor, audit)
    _require_gradable(audit, domain, grade)
    key = domain.pk if domain else None
    stored = get_or_none(audit.judgements.at(Stage.AUDITOR).filter(domain=domain))
    judgement = stored or Judgement(audit=audit, domain=domain, stage=Stage.AUDITOR)
    mine, theirs = judgement_lines(grade, reason, no_action_reason), lines_of(judgement)
    writes = writes_to(audit, GRADED, of=lambda each: graded_domain(each, audit) == key)
    require_unchanged(what=SECTION, actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    if judgement.pk and mine == theirs:
        return judgement
    before, judgement.grade = judgement.grade, grade
    judgement.reason, judgement.no_action_reason = normalised_text(reason), normalised_text(no_action_reason)
    judgement.save()
    record(actor=actor, verb=GRADED, target=audit, domain_id=key, before=before, grade=grade)
    return judgement


def _require_gradable(audit: Audit, domain: Domain | None, grade: str) -> None:
    if domain and domain.tool_id != audit.tool_id:
        raise ValidationError(f"“{domain}” is not a domain of {audit}, which uses {audit.tool}.")
    if domain and not Applicability(audit).asks(domain):
        raise ValidationError(f"“{domain}” is not asked of {audit}: it is for other plan types or services.")
    if grade and grade not in Grade:
        raise ValidationError(f"“{grade}” is not a grade. Choose one of {', '.join(map(grade_word, Grade))}.")
    if domain is None and grade == Grade.NOT_APPLICABLE:
        raise ValidationError("The overall judgement cannot be “Not applicable”. Choose one of the four grades.")


@transaction.atomic
def save_all_findings(
    *,
    actor: Person,
    audit: Audit,
    findings: Mapping[FindingKind, list[tuple[str, Source]]],
    themes: Themes | None = None,
    seen: str | None = None,
) -> None:
    """Replace the strengths and the areas for improvement with these (text, source) pairs in this order.

    `themes`: of each of them the keys of the themes that it is coded to; without it each text keeps those that it had.
    """
    audit = to_write(actor, audit)
    mine, theirs = findings_lines(findings, themes or {}), stored_findings(audit)
    require_unchanged(what=SECTION, actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes_to(audit, FINDINGS_SAVED))
    for kind, rows in findings.items():
        _store_findings(actor, audit, kind, rows, None if themes is None else themes[kind])
    count_once_submitted(audit)


@transaction.atomic
def save_findings(*, actor: Person, audit: Audit, kind: FindingKind, findings: list[tuple[str, Source]]) -> None:
    """Replace the findings of one kind."""
    audit = to_write(actor, audit)
    _store_findings(actor, audit, kind, findings)
    count_once_submitted(audit)


def _store_findings(
    actor: Person, audit: Audit, kind: FindingKind, findings: list[tuple[str, Source]], themes: Sequence[Collection[int]] | None = None
) -> None:
    kept = [place for place, (text, _) in enumerate(findings) if text.strip()]
    given = [(normalised_text(findings[place][0]), str(findings[place][1])) for place in kept]
    coded = None if themes is None else [themes[place] for place in kept]
    if store_findings(actor=actor, audit=audit, kind=kind, findings=given, themes=coded):
        record(actor=actor, verb=FINDINGS_SAVED, target=audit, kind=kind, count=len(given))


@transaction.atomic
def save_voices(*, actor: Person, audit: Audit, voices: Mapping[Voice, tuple[str, str]]) -> None:
    """Save of each voice its outcome and words; those left out stay as they are."""
    audit = to_write(actor, audit)
    for voice, (outcome, words) in voices.items():
        _store_voice(actor, audit, voice, outcome, words)
    count_once_submitted(audit)


@transaction.atomic
def save_voice(*, actor: Person, audit: Audit, voice: Voice, outcome: str, words: str = "") -> VoiceHeard:
    """Save one voice. Words may come before the outcome; submission asks for it."""
    audit = to_write(actor, audit)
    heard = _store_voice(actor, audit, voice, outcome, words)
    count_once_submitted(audit)
    return heard


def _store_voice(actor: Person, audit: Audit, voice: Voice, outcome: str, words: str) -> VoiceHeard:
    heard = get_or_none(audit.voices.filter(voice=voice)) or VoiceHeard(audit=audit, voice=voice)
    if (heard.outcome, heard.words) == (outcome, normalised_text(words)):
        return heard
    heard.outcome, heard.words = outcome, normalised_text(words)
    if outcome or heard.words:
        heard.save()
    else:
        heard.delete()
    record(actor=actor, verb=VOICE_SAVED, target=audit, voice=voice, outcome=outcome)
    return heard


@transaction.atomic
def dismiss_warning(*, actor: Person, audit: Audit, mark: str) -> None:
    """The writer has looked: these words do not say who somebody is. They are not listed again at this place."""
    audit = to_write(actor, audit)
    if dismiss_warnings(actor=actor, target=audit, kind=WarningKind.IDENTITY, marks=[mark]):
        record(actor=actor, verb=DISMISSED, target=audit, mark=mark)


@transaction.atomic
def submit_audit(*, actor: Person, audit: Audit) -> Audit:
    """Submit: the grades before moderation freeze at the first submission.

    An overall Inadequate asks the team for a response. Where the cycle, or its rule, spares it from moderation the
    grades stand at once.
    """
    audit = move_audit(audit=to_write(actor, audit), move="submit", actor=actor)
    own = list(audit.judgements.at(Stage.AUDITOR))
    if not audit.judgements.at(Stage.PRE).exists():
        run_going_live_hooks(actor=actor, audit=audit)
        Judgement.objects.bulk_create(
            [
                Judgement(
                    audit=audit,
                    domain_id=row.domain_id,
                    stage=Stage.PRE,
                    grade=row.grade,
                    reason=row.reason,
                    no_action_reason=row.no_action_reason,
                )
                for row in own
            ]
        )
    if any(row.domain_id is None and row.grade == Grade.INADEQUATE for row in own):
        ask_for_response(audit)
    audit = decide_whether_moderated(audit)
    if audit.state == AuditState.SUBMITTED:
        give_time(actor=actor, audit=audit, part=Part.MODERATOR, why=MovedWhy.SUBMITTED)
        count_again([audit.pk])
    return audit
