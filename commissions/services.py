"""Everything a person can do with commissioned work. The only place in this app that writes."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, is_board_member, require
from foundation.activity.locking import all_locked, locked, save_settings
from foundation.activity.settings_rows import settings_to_change
from foundation.activity.trail import record
from foundation.council.bounds import require_month_in_reach
from foundation.council.clock import today
from foundation.council.own_time import with_own_days
from foundation.documents.formats import uk_date
from foundation.guard.services import check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Workflow, answer_needed
from foundation.notices.services import notify
from studies.models import Study

from .enums import AskedBy, CommissionState
from .models import BoardChair, Commission
from .permissions import can_add, can_name_chair, can_release, can_run, can_work_on
from .workflow import MOVES

# What the Board reads, in its report too.
GUARDED = ("question", "occasion", "scope", "approach")


def _stale_text(commission: Commission, step: Move) -> str:
    if commission.closed_on:
        return f"{commission} was {commission.get_state_display().lower()} on {uk_date(commission.closed_on)}."
    return f"{commission} is now “{commission.get_state_display()}”. Open it again to see what happened."


def _has_lead(commission: Commission, answers: Mapping[str, str]) -> Missing:
    return {} if commission.lead_id else {"lead": "Nobody leads this work yet. The QA lead names somebody first."}


def _is_untold(commission: Commission, answers: Mapping[str, str]) -> Missing:
    told = f"The report on {commission.told_in} gave this answer to the Board, so it no longer changes."
    return {"answer": f"{told} Ask a new question."} if commission.is_told else {}


COMMISSIONS = Workflow(
    moves=MOVES,
    rows=lambda: Commission.objects.select_related("lead", "added_by"),
    stale_text=_stale_text,
    needs={
        "lead": _has_lead,
        "answer": answer_needed("answer", "Write the answer. The Board reads it in its next report."),
        "reason": answer_needed("reason", "Say why it is withdrawn. The Board reads it in its next report."),
        "untold": _is_untold,
    },
)


@transaction.atomic
def add_commission(
    *,
    actor: Person,
    question: str,
    asked_on: datetime.date,
    due: datetime.date,
    asked_by: AskedBy = AskedBy.BOARD,
    kept: str = "",
    **plan: Any,
) -> Commission:
    """Note a question that was put to quality assurance. `plan` are occasion, from_first and from_last, scope, approach and lead.

    One that the Board asked is the Board's to read from the start. `kept`: why words that look like an identity may stand.
    """
    require(can_add, actor, why="The QA lead and the chair of the Board add questions.")
    values = _checked(actor, {"question": question, "asked_by": asked_by, "asked_on": asked_on, "due": due, **plan})
    looked = check_for_identities(_words(values), kept=kept)
    commission = Commission(**values, first_due=due, added_by=actor, added_on=today())
    if asked_by == AskedBy.BOARD:
        commission.released_on = today()
    commission.save(force_insert=True)
    record(actor=actor, verb="commission.added", target=commission, asked_by=asked_by, asked_on=asked_on, due=due, lead=commission.lead)
    looked.keep(actor, commission)
    _tell_lead(actor, commission, None)
    return commission


@transaction.atomic
def change_commission(*, actor: Person, commission: Commission, version: str | None = None, kept: str = "", **values: Any) -> Commission:
    """Correct what is asked, or how, by whom and by when it is answered; fields that are left out stay as they are.

    Who asked, when and what no longer changes once the work is under way: the Board has read it so.
    """
    move = "change_plan" if commission.state == CommissionState.UNDER_WAY else "change"
    commission, step = begin_move(COMMISSIONS, actor, commission, move, version=version)
    if move == "change_plan":
        values = {name: value for name, value in values.items() if name in ("scope", "approach", "lead", "due")}
    if not can_run(actor):
        values.pop("lead", None)
    values = _checked(actor, values, commission)
    looked = check_for_identities(_words(values), kept=kept, target=commission)
    lead = commission.lead
    facts = _set(commission, values)
    commission = complete_move(actor, commission, step, **facts)
    looked.keep(actor, commission)
    if commission.lead != lead:
        _tell_lead(actor, commission, lead)
    return commission


def _set(commission: Commission, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Set those that are others, for the trail: what they were, and are now."""
    before = {name: getattr(commission, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    for name in changed:
        setattr(commission, name, values[name])
    return {"before": {name: _in_trail(before[name]) for name in changed}, "after": {name: _in_trail(values[name]) for name in changed}}


@transaction.atomic
def start_commission(*, actor: Person, commission: Commission) -> Commission:
    commission, step = begin_move(COMMISSIONS, actor, commission, "start")
    commission.started_on = today()
    return complete_move(actor, commission, step)


@transaction.atomic
def answer_commission(*, actor: Person, commission: Commission, answer: str, version: str | None = None, kept: str = "") -> Commission:
    """Give the answer, or correct it until an approved report has given it. `kept`: why words that look like an identity may stand."""
    moves = {CommissionState.ASKED: "answer_at_once", CommissionState.ANSWERED: "correct"}
    commission, step = begin_move(
        COMMISSIONS, actor, commission, moves.get(CommissionState(commission.state), "answer"), version=version, answer=answer
    )
    looked = check_for_identities({"answer": answer}, kept=kept, target=commission)
    before, commission.answer = commission.answer, answer.strip()
    if step.name != "correct":
        commission.closed_on = today()
        commission.started_on = commission.started_on or today()
    commission = complete_move(actor, commission, step, before=before or step.source, after=commission.answer)
    looked.keep(actor, commission)
    return commission


@transaction.atomic
def withdraw_commission(*, actor: Person, commission: Commission, reason: str, kept: str = "") -> Commission:
    """Answer it no more, for a reason that the Board reads."""
    move = "withdraw" if commission.state == CommissionState.UNDER_WAY else "drop"
    commission, step = begin_move(COMMISSIONS, actor, commission, move, reason=reason)
    looked = check_for_identities({"reason": reason}, kept=kept, target=commission)
    commission.closed_on = today()
    commission = complete_move(actor, commission, step, reason=reason.strip())
    looked.keep(actor, commission)
    return commission


@transaction.atomic
def release_commission(*, actor: Person, commission: Commission) -> Commission:
    """Let the Board read it, with its answer from when there is one. The second time does nothing."""
    require(can_release, actor, why="The QA lead releases work to the Board.")
    commission = locked(Commission.objects.all(), pk=commission.pk)
    if commission.released_on is None:
        commission.released_on = today()
        commission.save(update_fields=["released_on"])
        record(actor=actor, verb="commission.released", target=commission)
    return commission


@transaction.atomic
def link_work(*, actor: Person, commission: Commission, actions: Collection[Action], studies: Collection[Study]) -> Commission:
    """Say which actions came of it and which dip samples answer it, in place of those that were named before."""
    commission = locked(Commission.objects.select_related("lead"), pk=commission.pk)
    require(can_work_on, actor, commission, why="The person who leads the work and the QA lead link what belongs to it.")
    before = [commission.actions.all(), commission.studies.all()]
    was = [sorted(each.values_list("pk", flat=True)) for each in before]
    now = [sorted(each.pk for each in rows) for rows in (actions, studies)]
    if was != now:
        commission.actions.set(actions)
        commission.studies.set(studies)
        named = {"before": {"actions": was[0], "studies": was[1]}, "after": {"actions": now[0], "studies": now[1]}}
        record(actor=actor, verb="commission.linked", target=commission, **named)
    return commission


@transaction.atomic
def hand_over_commissions(*, actor: Person, person: Person, to: Person) -> None:
    """What somebody who leaves was to answer is somebody else's: late only after days of their own."""
    require(can_give_away, actor, person)
    for commission in all_locked(Commission.objects.open().filter(lead=person)):
        commission.lead, commission.due = to, with_own_days(commission.due, today())
        commission.save(update_fields=["lead", "due"])
        record(actor=actor, verb="commission.handed_over", target=commission, before=person, lead=to, due=commission.due)


@transaction.atomic
def note_told(*, actor: Person, commissions: Iterable[int], first: datetime.date, last: datetime.date) -> None:
    """An approved report on these months gave these to the Board, which may read them from now on; of a closed one the answer is given."""
    for commission in all_locked(Commission.objects.filter(pk__in=list(commissions))):
        new = {"released_on": today()} if commission.released_on is None else {}
        if commission.closed_on and not commission.is_told:
            new |= {"told_first": first, "told_last": last}
        if new:
            for name, value in new.items():
                setattr(commission, name, value)
            commission.save(update_fields=list(new))
            record(actor=actor, verb="commission.told", target=commission, state=commission.state)


@transaction.atomic
def name_chair(*, actor: Person, person: Person | None, version: str | None = None) -> BoardChair:
    """Say who chairs the Board: a Board member, who may put questions here."""
    require(can_name_chair, actor)
    if person and not (person.is_active and is_board_member(person)):
        raise ValidationError({"person": f"{person} is not a Board member here. An administrator gives that role first."})
    row = settings_to_change(BoardChair, version)
    before, row.person = row.person, person
    if before != person:
        save_settings(row)
        record(actor=actor, verb="commission.chair_named", target=row, before=_in_trail(before), after=_in_trail(person))
    return row


def _checked(actor: Person, values: dict[str, Any], commission: Commission | None = None) -> dict[str, Any]:
    """The values as they are stored. Raises ValidationError by field."""
    found = {name: value.strip() if name in GUARDED else value for name, value in values.items()}
    if found.get("question") == "":
        raise ValidationError({"question": "Write the question as it was asked."})
    _require_days_in_order(found.get("asked_on") or (commission.asked_on if commission else today()), found.get("due"))
    _require_whole_period(found)
    if lead := found.get("lead"):
        _require_lead(actor, lead, commission.lead if commission else None)
    return found


def _require_days_in_order(asked_on: datetime.date, due: datetime.date | None) -> None:
    if asked_on > today():
        raise ValidationError({"asked_on": "The day on which it was asked must be today or in the past."})
    if due and due < asked_on:
        raise ValidationError({"due": "It cannot be due before it was asked. Give a later day."})


def _require_lead(actor: Person, lead: Person, before: Person | None) -> None:
    if lead != before and not can_run(actor):
        raise ValidationError({"lead": "The QA lead names who leads the work."})
    if not lead.can_be_notified:
        raise ValidationError({"lead": f"{lead} does not work here, or cannot sign in. Choose somebody else."})


def _require_whole_period(found: Mapping[str, Any]) -> None:
    if "from_first" not in found and "from_last" not in found:
        return
    first, last = found.get("from_first"), found.get("from_last")
    if bool(first) != bool(last):
        missing = "from_last" if first else "from_first"
        raise ValidationError({missing: "Give the first and the last month of the report, or neither."})
    if first and last:
        require_month_in_reach(first, field="from_first")
        require_month_in_reach(last, field="from_last")
        if last < first:
            raise ValidationError({"from_last": "The last month is earlier than the first. Give the earlier month first."})


def _words(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: values[name] for name in GUARDED if values.get(name)}


def _in_trail(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else str(value)


def _tell_lead(actor: Person, commission: Commission, before: Person | None) -> None:
    if commission.lead and commission.lead not in (actor, before):
        notify(
            person=commission.lead,
            key=f"commission:{commission.pk}",
            subject=f"You lead {commission.short_name.lower()}",
            words=f"{actor} has asked you to answer a question that was put to quality assurance, by {uk_date(commission.due)}.",
            path=commission.get_absolute_url(),
        )
