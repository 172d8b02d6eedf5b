"""What an action's own page says: the next step, the facts, what was found, what happened."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from actions.enums import ActionState, Priority
from actions.models import Action
from actions.permissions import can_show_evidence, can_verify, has_gone_live
from actions.workflow import MOVES
from audits.enums import Stage, State
from audits.models import Audit
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.working_days import due_in_words
from foundation.govuk.formats import uk_date

from .work import default_verifier

Row = dict[str, Any]
# Moves beside the main act, in the order of their links.
OTHER_MOVES = ("extend", "reassign", "withdraw")


@dataclass(frozen=True)
class NextStep:
    """What happens next, in a sentence; with the one button where it is this person's to do."""

    text: str
    button: str = ""
    href: str = ""
    others: list[Row] = field(default_factory=list)


def next_step(action: Action, person: Person, on: datetime.date) -> NextStep:
    step = _STEPS[ActionState(action.state)](action, person, on)
    others = [
        {"text": MOVES[move].asks, "href": reverse(f"actions:{move}", args=[action.number])}
        for move in OTHER_MOVES
        if MOVES[move].source == action.state and MOVES[move].may(person, action)
    ]
    return NextStep(step.text, step.button, step.href, others)


def _open(action: Action, person: Person, on: datetime.date) -> NextStep:
    if action.audit and action.audit.state == State.WITHDRAWN:
        return NextStep(f"Audit {action.audit_id} was withdrawn, and this action with it. No count includes it.")
    if not has_gone_live(person, action):
        return NextStep(f"It goes live when audit {action.audit_id} is submitted. {action.owner} cannot see it yet.")
    if not can_show_evidence(person, action):
        return NextStep(f"{action.owner} owns it. It is due on {uk_date(action.due)}, {due_in_words(action.due, on)}.")
    returned = action.evidence.exclude(returned_by=None).last()
    text = (
        f"{returned.returned_by} returned it: {returned.return_reason}" if returned else "You own it. When it is done, say what shows it."
    )
    return NextStep(text, "Show evidence", reverse("actions:done", args=[action.number]))


def _done(action: Action, person: Person, on: datetime.date) -> NextStep:
    if can_verify(person, action):
        text = f"{action.owner} says that it is done. Read the evidence, then verify it or return it."
        return NextStep(text, "Verify or return", reverse("actions:verify", args=[action.number]))
    return NextStep(f"{default_verifier(action, on) or 'The QA lead'} is asked to verify it.")


def _verified(action: Action, person: Person, on: datetime.date) -> NextStep:
    return NextStep(f"{action.verified_by} verified it on {uk_date(action.verified_on)}. Nothing more to do.")


def _withdrawn(action: Action, person: Person, on: datetime.date) -> NextStep:
    return NextStep("It was withdrawn, and no count includes it.")


_STEPS = {
    ActionState.OPEN: _open,
    ActionState.DONE: _done,
    ActionState.VERIFIED: _verified,
    ActionState.WITHDRAWN: _withdrawn,
}


def due_words(action: Action, on: datetime.date) -> str:
    """“Due in 4 working days”, “12 working days late”; nothing once it is no longer open."""
    if action.state != ActionState.OPEN:
        return ""
    words = due_in_words(action.due, on)
    return words if words.endswith("late") else f"Due {words}"


def facts_of(action: Action, person: Person, on: datetime.date) -> list[Row]:
    """Rows of the summary."""
    rows: list[Row] = [
        {"key": "Owner", "value": _name(action.owner, on)},
        {"key": "Team", "value": action.team},
        {"key": "Concerns", "value": action.get_level_display()},
        {"key": "Due", "value": uk_date(action.due)},
        {"key": "First due", "value": uk_date(action.first_due) if action.is_extended else ""},
        {"key": "Priority", "value": action.get_priority_display() if action.priority == Priority.URGENT else ""},
        _source_row(action, person),
        {"key": "Child’s record", "value": action.audit.case_id if action.audit else ""},
        {"key": "Domains", "value": ", ".join(domain.name for domain in action.domains.all())},
        {"key": "Raised", "value": f"{uk_date(action.raised_on)} by {action.raised_by}"},
        {"key": "Verified", "value": f"{uk_date(action.verified_on)} by {action.verified_by}" if action.verified_on else ""},
    ]
    return [row for row in rows if row["value"]]


def _name(person: Person, on: datetime.date) -> str:
    until = person.away_until(on)
    return f"{person}, away until {uk_date(until)}" if until else str(person)


def _source_row(action: Action, person: Person) -> Row:
    """Where it comes from, with a link for those who may open it."""
    source = action.source
    row: Row = {"key": "From", "value": action.source_kind.label if source is None else str(source)}
    visible = getattr(type(source)._default_manager, "visible_to", None) if source else None
    if source and (visible is None or visible(person).filter(pk=source.pk).exists()):
        row |= {"href": source.get_absolute_url(), "change": "Open"}
    return row


def grades_found(action: Action, person: Person) -> list[Row]:
    """The agreed grade of each of the action's domains: once the audit is finished, for those who may read it."""
    audit = action.audit
    if audit is None or not audit.is_finished or not Audit.objects.visible_to(person).filter(pk=audit.pk).exists():
        return []
    agreed = audit.judgements.at(Stage.AGREED).filter(domain__in=action.domains.all()).select_related("domain")
    return [{"domain": row.domain, "grade": grade_word(row.grade)} for row in agreed]


def history_of(action: Action) -> list[Row]:
    """What happened, newest first."""
    return [
        {
            "title": entry.sentence[0].upper() + entry.sentence[1:],
            "who": entry.actor,
            "day": entry.day,
            "text": entry.facts.get("reason", ""),
            "changes": _changes(entry.facts),
        }
        for entry in reversed(Entry.objects.of(action).writes())
    ]


def _changes(facts: dict[str, Any]) -> list[Row]:
    changes = []
    if "was_due" in facts:
        days = [uk_date(datetime.date.fromisoformat(facts[name])) for name in ("was_due", "due")]
        changes.append({"name": "Due", "before": days[0], "after": days[1]})
    if "was_owner" in facts:
        changes.append({"name": "Owner", "before": facts["was_owner"], "after": facts["owner"]})
    return changes
