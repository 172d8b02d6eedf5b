"""The one gateway of an audit's state."""

from collections.abc import Mapping

from django.db import transaction

from audits.enums import FINISHED_STATES, SETTLED_PARTS, WEAK_GRADES, AuditState, ChangeCode, Stage
from audits.models import Audit, FactualCheck, JoinedParts, Judgement
from audits.queries.applicability import Applicability
from audits.services.errors import require_no_conflict
from audits.services.involvement import keep_involved
from audits.services.settling import note_settled
from audits.workflow import MOST_ACTIONS, MOVES
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.lookups.rows import get_or_none
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Need, Workflow, answer_needed

# What comes here no longer waits for moderation: only this can settle a month.
DONE = (*FINISHED_STATES, AuditState.WITHDRAWN)


@transaction.atomic
def move_audit(*, audit: Audit, move: str, actor: Person, **answers: str) -> Audit:
    """Make one move of the audit's workflow; the only place that sets `Audit.state`.

    Raises PermissionDenied where `actor` may not, ConflictOfInterest where they may not judge this record, StaleState
    where someone else moved it first, Incomplete naming what is missing.
    """
    audit, step = begin_move(AUDITS, actor, audit, move, **answers)
    # Before one more comes: a month that was moderated stays so whatever comes later.
    if step.target not in DONE and step.source != AuditState.ALLOCATED:
        note_settled(audit.cycle)
    _note_days(audit, step)
    complete_move(actor, audit, step, **answers)
    if step.target in DONE:
        note_settled(audit.cycle)
    return audit


def missing_for(audit: Audit, move: str) -> Missing:
    """What must be filled in before `move`: place (“domain-3”, “reason-3”, “overall”…) → sentence. Empty when nothing is missing."""
    return AUDITS.missing(audit, move)


def refused_as_filled_in(audit: Audit) -> Missing:
    """As `missing_for` submission, but only where something is filled in: a weak domain without an answer, a voice without its outcome."""
    return {**_every_weakness_answered(audit, {}), **_every_voice_has_outcome(audit, {})}


def _note_days(audit: Audit, step: Move) -> None:
    if step.name == "submit":
        keep_involved(audit)
        audit.resubmitted_on = today() if audit.submitted_on else None
        audit.submitted_on = audit.submitted_on or today()
    audit.finished_on = today() if step.target in FINISHED_STATES else None
    if step.source in FINISHED_STATES:
        audit.outcome_reason = ""


def _every_domain_graded(audit: Audit, answers: Mapping[str, str]) -> Missing:
    """What a grade needs besides is said with it, so that nothing comes up only once it is given."""
    own = audit.judgements.at(Stage.AUDITOR)
    graded = set(own.exclude(grade="").values_list("domain", flat=True))
    reasoned = set(own.exclude(reason="").values_list("domain", flat=True))
    return {
        f"domain-{domain.pk}": f"Grade {domain.name}{'' if domain.pk in reasoned else ', and give the evidence and reason'}."
        for domain in Applicability(audit).domains
        if domain.pk not in graded
    }


def _every_grade_reasoned(audit: Audit, answers: Mapping[str, str]) -> Missing:
    bare = audit.judgements.at(Stage.AUDITOR).exclude(grade="").filter(reason="").select_related("domain")
    return {
        f"reason-{judgement.domain_id or 'overall'}": f"Give the evidence and reason for {judgement.domain or 'the overall judgement'}."
        for judgement in bare
    }


def _overall_graded(audit: Audit, answers: Mapping[str, str]) -> Missing:
    overall = audit.judgements.at(Stage.AUDITOR).overall()
    if overall.counted().exists():
        return {}
    reason = "" if overall.exclude(reason="").exists() else ", with the evidence and reason"
    return {"overall": f"Give an overall judgement{reason}."}


def _every_weakness_answered(audit: Audit, answers: Mapping[str, str]) -> Missing:
    """Each weak domain has an action, which may cover several, or a reason for none."""
    covered = audit.actions.standing().values("domains")
    weak = audit.judgements.at(Stage.AUDITOR).of_domains().filter(grade__in=WEAK_GRADES, no_action_reason="")
    return {
        f"action-{row.domain_id}": f"Raise an action for {row.domain}, or say why none is needed."
        for row in weak.exclude(domain__in=covered).select_related("domain")
    }


def _most_important_chosen(audit: Audit, answers: Mapping[str, str]) -> Missing:
    """Where there are many actions, the auditor says which matter most."""
    standing = audit.actions.standing()
    if standing.count() <= MOST_ACTIONS or standing.filter(matters_most=True).exists():
        return {}
    return {"most-important": f"You have raised {standing.count()} actions: say which matter most."}


def _every_voice_has_outcome(audit: Audit, answers: Mapping[str, str]) -> Missing:
    """Words may be kept before the outcome while the audit is written, not after."""
    return {
        f"voice-{heard.voice}": f"Say whether the {heard.get_voice_display().lower()}’s voice was obtained."
        for heard in audit.voices.filter(outcome="")
    }


def _every_change_reasoned(audit: Audit, answers: Mapping[str, str]) -> Missing:
    agreed = {row.domain_id: row for row in audit.judgements.at(Stage.AGREED)}
    missing: Missing = {}
    for before in audit.judgements.at(Stage.AUDITOR).exclude(grade="").select_related("domain"):
        name = before.domain or "the overall judgement"
        after = agreed.get(before.domain_id)
        if after is None or not after.grade:
            missing[f"agreed-{before.domain_id or 'overall'}"] = f"Agree a grade for {name}."
        elif after.grade != before.grade:
            missing |= _missing_of_change(after, name)
    return missing


def _missing_of_change(after: Judgement, name: object) -> Missing:
    place = after.domain_id or "overall"
    code = {} if after.change_code in ChangeCode else {f"code-{place}": f"Select what kind of reason changes the grade for {name}."}
    return code if after.reason.strip() else code | {f"change-{place}": f"Say why the grade for {name} changes."}


def _month_not_paused(audit: Audit, answers: Mapping[str, str]) -> Missing:
    return {"month": f"{audit.cycle} is paused: no audit is started until the QA lead resumes it."} if audit.cycle.is_paused else {}


def _no_open_risk(audit: Audit, answers: Mapping[str, str]) -> Missing:
    """A child may be at risk now: that comes before the audit."""
    return {"risk": "Have the risk that was raised for this child closed first."} if audit.risks.open().exists() else {}


def _facts_checked(audit: Audit, answers: Mapping[str, str]) -> Missing:
    """What keeps the audit from being submitted: a check within its days, or corrections without an answer."""
    check = get_or_none(FactualCheck.objects.filter(audit=audit).select_related("asked_of"))
    if check is None or check.settled_on:
        return {}
    if check.answered_on:
        return {"factual-check": "Say what you did with each correction from the factual check."}
    if today() > check.due or check.asked_of_id != audit.allocated_worker_id:
        return {}
    return {"factual-check": f"Wait for the factual check: {check.asked_of} has until {uk_date(check.due)}."}


def _parts_joined(audit: Audit, answers: Mapping[str, str]) -> Missing:
    """Of an audit with other agencies: what they found together, and that the overall judgement is the grade that they agreed."""
    if audit.cycle.kind is None or not audit.cycle.kind.is_multi_agency:
        return {}
    joined = get_or_none(JoinedParts.objects.filter(audit=audit))
    if joined is None or audit.parts.exclude(state__in=SETTLED_PARTS).exists():
        return {"parts": "Join the parts of the agencies: what they found together, and the grade that they agreed."}
    overall = audit.judgements.at(Stage.AUDITOR).overall().filter(grade=joined.grade)
    return {} if overall.exists() else {"parts": "The overall judgement is not the grade that the agencies agreed. Join the parts again."}


def _no_involvement_declared(audit: Audit, answers: Mapping[str, str]) -> Missing:
    declared = audit.declarations.filter(person=audit.auditor).exists()
    return {} if declared else {"declaration": "Declare that you have had no involvement with the child or family, or hand the audit back."}


def _stale_text(audit: Audit, step: Move) -> str:
    return f"{audit} is now “{audit.get_state_display()}”. Open it again to see what happened."


NEEDS: dict[str, Need] = {
    "every_domain_graded": _every_domain_graded,
    "every_grade_reasoned": _every_grade_reasoned,
    "overall_graded": _overall_graded,
    "every_weakness_answered": _every_weakness_answered,
    "most_important_chosen": _most_important_chosen,
    "every_voice_has_outcome": _every_voice_has_outcome,
    "every_change_reasoned": _every_change_reasoned,
    "month_not_paused": _month_not_paused,
    "no_open_risk": _no_open_risk,
    "facts_checked": _facts_checked,
    "no_involvement_declared": _no_involvement_declared,
    "parts_joined": _parts_joined,
    "reason": answer_needed("reason", "Give a reason."),
}

AUDITS = Workflow(moves=MOVES, rows=Audit.objects.for_page, stale_text=_stale_text, needs=NEEDS, require_no_conflict=require_no_conflict)
