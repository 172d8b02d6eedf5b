"""What a meeting decided, and what comes of it: done, an action, or an audit opened again."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action
from actions.services import raise_action
from audits.enums import AuditState
from audits.models import Audit
from audits.moderation.services.reopening import reopen_audit
from audits.queries.restrictions import closed_words
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import all_locked, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.own_time import with_own_days
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move, Workflow, answer_needed
from foundation.notices.services import notify
from oversight.enums import MeetingState
from oversight.models import CheckAndChallenge, MeetingDecision
from oversight.permissions import can_write_record
from oversight.workflow import DECISION_MOVES, MEETING_MOVES

LONGEST_DECISION = 500
NAMES_CLOSED = "This decision names a restricted record that is closed to you. Ask a QA lead to say what came of it."


def _stale_text(decision: MeetingDecision, step: Move) -> str:
    return f"This decision is “{decision.get_state_display()}” since {uk_date(decision.done_on)}. Nothing was changed."


DECISIONS = Workflow(
    moves=DECISION_MOVES,
    rows=MeetingDecision.objects.for_page,
    stale_text=_stale_text,
    needs={"outcome": answer_needed("outcome", "Say what came of it.")},
)


@transaction.atomic
def add_decision(
    *, actor: Person, meeting: CheckAndChallenge, text: str, owner: Person, due: datetime.date, kept: str = ""
) -> MeetingDecision:
    """Note what was decided, who carries it out and by when, until the record is agreed. `owner` is notified."""
    meeting = locked(CheckAndChallenge.objects.for_page(), pk=meeting.pk)
    require(can_write_record, actor, meeting, why=MEETING_MOVES["write"].denied_because)
    if meeting.state != MeetingState.HELD:
        raise StaleState(
            f"{meeting} is “{meeting.get_state_display()}”: decisions are noted after it is held and before its record is agreed."
        )
    _require_decision(text, owner, due)
    looked = check_for_identities({"text": text}, audience=Audience.STAFF, kept=kept)
    decision = MeetingDecision.objects.create(
        meeting=meeting, text=text.strip(), owner=owner, due=due, decided_by=actor, decided_on=today()
    )
    record(actor=actor, verb="decision.made", target=decision, text=decision.text, owner=owner, due=due)
    looked.keep(actor, decision)
    if owner != actor:
        _tell(owner, actor, decision)
    return decision


def require_readable(person: Person, decision: MeetingDecision) -> None:
    """Raises PermissionDenied where it names a restricted record that is closed to `person`: they are shown a sentence in its place."""
    require(lambda person: not closed_words(person).are_in(decision.text), person, why=NAMES_CLOSED)


def _begin(actor: Person, decision: MeetingDecision, move: str, **facts: Any) -> tuple[MeetingDecision, Move]:
    decision, step = begin_move(DECISIONS, actor, decision, move, **facts)
    require_readable(actor, decision)
    return decision, step


@transaction.atomic
def finish_decision(*, actor: Person, decision: MeetingDecision, outcome: str, kept: str = "") -> MeetingDecision:
    """Say what came of it. `kept`: why words that look like an identity may stand."""
    decision, step = _begin(actor, decision, "finish", outcome=outcome)
    looked = check_for_identities({"outcome": outcome}, audience=Audience.STAFF, kept=kept, target=decision)
    decision.outcome, decision.done_on = outcome.strip(), today()
    decision = complete_move(actor, decision, step, outcome=decision.outcome)
    looked.keep(actor, decision)
    return decision


@transaction.atomic
def make_action(*, actor: Person, decision: MeetingDecision, **action: Any) -> Action:
    """Raise the action that carries it out: from then on the action has the owner and the date. `action` as `raise_action` takes it."""
    decision, step = _begin(actor, decision, "act")
    raised = raise_action(actor=actor, **action)
    decision.action, decision.done_on = raised, today()
    complete_move(actor, decision, step, action=raised.number)
    return raised


@transaction.atomic
def open_audit_again(
    *, actor: Person, decision: MeetingDecision, audit: Audit, reason: str, to: AuditState = AuditState.IN_PROGRESS
) -> MeetingDecision:
    """Open an audit of the meeting's month again, as the meeting decided: by the service, and so the rules, of every other time."""
    decision, step = _begin(actor, decision, "open_again")
    if audit.cycle_id != decision.meeting.cycle_id:
        raise ValidationError({"audit": f"{audit} is not of {decision.meeting.cycle}. Choose an audit of that month."})
    reopen_audit(actor=actor, audit=audit, reason=reason, to=to)
    decision.audit, decision.done_on = audit, today()
    decision.outcome = f"{audit} was opened again."
    return complete_move(actor, decision, step, audit=audit.number)


@transaction.atomic
def hand_over_decisions(*, actor: Person, person: Person, to: Person) -> None:
    """What somebody who leaves was to carry out is somebody else's: late only after days of their own."""
    require(can_give_away, actor, person)
    for decision in all_locked(MeetingDecision.objects.open().filter(owner=person)):
        decision.owner, decision.due = to, with_own_days(decision.due, today())
        decision.save(update_fields=["owner", "due"])
        record(actor=actor, verb="decision.handed_over", target=decision, before=person, owner=to, due=decision.due)


def _require_decision(text: str, owner: Person, due: datetime.date) -> None:
    wrong = {} if text.strip() else {"text": "Write what was decided."}
    if not owner.can_be_notified:
        wrong["owner"] = f"{owner} does not work here, or cannot sign in. Choose somebody else."
    if due < today():
        wrong["due"] = "The day must be today or later."
    if wrong:
        raise ValidationError(wrong)


def _tell(owner: Person, actor: Person, decision: MeetingDecision) -> None:
    notify(
        person=owner,
        key=f"decision:{decision.pk}",
        subject=f"A decision of {str(decision.meeting)[:1].lower()}{str(decision.meeting)[1:]} is yours",
        words=f"{actor} has noted that you carry out a decision of {uk_date(decision.meeting.held_on)}, by {uk_date(decision.due)}.",
        path=decision.meeting.get_absolute_url(),
    )
