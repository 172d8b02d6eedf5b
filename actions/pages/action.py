"""What an action's own page says: the facts, what was found, what happened."""

import datetime
from typing import Any

from actions.enums import Level, Priority
from actions.models import Action
from actions.permissions import can_oversee
from audits.enums import Stage
from audits.models import Audit
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.working_days import due_in_words, working_days_between
from foundation.documents.formats import uk_date
from foundation.statistics import share_in_words

Row = dict[str, Any]


def due_words(action: Action, on: datetime.date) -> str:
    """“Due in 4 working days”, “12 working days late”; nothing once it is no longer open."""
    if not action.is_open:
        return ""
    words = due_in_words(action.due, on)
    return words if words.endswith("late") else f"Due {words}"


def action_summary(action: Action, person: Person, on: datetime.date) -> list[Row]:
    """Rows of the summary."""
    rows: list[Row] = [
        {"key": "Owner", "value": _name(action.owner, on) if action.owner else "Nobody yet"},
        {"key": "Helped by", "value": ", ".join(_name(person, on) for person in action.helpers.all())},
        {"key": "Team", "value": action.team},
        {"key": "Concerns", "value": action.get_level_display()},
        {"key": "Due", "value": uk_date(action.due)},
        {"key": "First due", "value": _first_due(action, on) if action.is_extended else ""},
        {"key": "Priority", "value": action.get_priority_display() if action.priority == Priority.URGENT else ""},
        _source_row(action, person),
        {"key": "Child’s record", "value": action.audit.case_id if action.audit else ""},
        {"key": "Domains", "value": ", ".join(domain.name for domain in action.domains.all())},
        {"key": "Raised", "value": f"{uk_date(action.raised_on)} by {action.raised_by}"},
        {"key": "Verified", "value": f"{uk_date(action.verified_on)} by {action.verified_by}" if action.verified_on else ""},
    ]
    return [row for row in [*rows, *_effect_rows(action, person)] if row["value"]]


def _effect_rows(action: Action, person: Person) -> list[Row]:
    """What later audits said when the effect was judged: for people above the owner only, since it may rest on a few audits."""
    effect = getattr(action, "effect", None)
    if effect is None or effect.before is None or not can_oversee(person, action):
        return []
    words = f"{share_in_words(effect.weak_before, effect.before)} before; {share_in_words(effect.weak_after, effect.after)} since"
    return [{"key": "Found weak", "value": words}]


def _first_due(action: Action, on: datetime.date) -> str:
    """“3 July 2023, extended once by 10 working days; by this date 4 working days late”."""
    days = working_days_between(action.first_due, action.due)
    words = f"{uk_date(action.first_due)}, {_times(action)} by {days} working day{'' if days == 1 else 's'}"
    late = action.is_open and action.first_due < on
    return f"{words}; by this date {due_in_words(action.first_due, on)}" if late else words


def _times(action: Action) -> str:
    count = len(action.extensions.all())
    return "extended once" if count == 1 else f"extended {count} times"


def _name(person: Person, on: datetime.date) -> str:
    until = person.away_until(on)
    return f"{person}, away until {uk_date(until)}" if until else str(person)


def _source_row(action: Action, person: Person) -> Row:
    """Where it comes from, with a link for people who may open it."""
    source = action.source
    row: Row = {"key": "From", "value": action.source_kind.label if source is None else str(source)}
    visible = getattr(type(source)._default_manager, "visible_to", None) if source else None
    if source and (visible is None or visible(person).filter(pk=source.pk).exists()):
        row |= {"href": source.get_absolute_url(), "change": "Open"}
    return row


def grades_found(action: Action, person: Person) -> list[Row]:
    """The agreed grade of each of the action's domains: once the audit is finished, for people who may read it."""
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


WORDS = {"what": "What must change", "why": "Why it matters", "level": "Concerns", "priority": "Priority"}
CHOICES = {**dict(Level.choices), **dict(Priority.choices)}


def _changes(facts: dict[str, Any]) -> list[Row]:
    changes = [
        {"name": WORDS[name], "before": CHOICES.get(before, before), "after": CHOICES.get(facts["now"][name], facts["now"][name])}
        for name, before in facts.get("was", {}).items()
    ]
    if "was_due" in facts:
        days = [uk_date(datetime.date.fromisoformat(facts[name])) for name in ("was_due", "due")]
        changes.append({"name": "Due", "before": days[0], "after": days[1]})
    if "was_owner" in facts:
        changes.append({"name": "Owner", "before": facts["was_owner"], "after": facts["owner"]})
    return changes
