"""What is said before and after a record's facts are corrected, and what its history tells of it."""

from collections.abc import Callable
from typing import Any

from audits.conflicts import Conflict
from audits.corrections.services.audits import CorrectedFacts
from audits.enums import OPEN_STATES, AgeBand, AuditState, PlanType
from audits.models import Audit, Cycle, SampledRecord
from foundation.activity.models import Entry
from foundation.council.words import in_our_words

CORRECTED = "audit.facts_corrected"
_NAMES = {
    "case_id": "Case ID",
    "team": "Team",
    "allocated_worker": "Allocated worker",
    "plan_type": "Plan type",
    "age_band": "Age",
    "cohort": "Cohort",
    "was_closed": "Closed record",
}
_YES_OR_NO = {"True": "Yes", "False": "No"}
_WORDS = {"plan_type": PlanType, "age_band": AgeBand}

# What rooms above have made of a month's figures, in sentences: the room that makes something registers how to say it.
_stands_by: list[Callable[[Cycle], list[str]]] = []


def register_what_stands(says: Callable[[Cycle], list[str]]) -> None:
    if says not in _stands_by:
        _stands_by.append(says)


def follows_from(audit: Audit) -> list[str]:
    """What a correction of this audit does and does not change, before anybody makes it."""
    said = ["Pages that count audits by team, plan type, age or cohort count this one by its new facts from then on."]
    said += [sentence for says in _stands_by for sentence in says(audit.cycle)]
    if audit.submitted_on:
        said.append("Grades and answers stay. What the tool asks only of other plan types or services is not asked afterwards.")
    if audit.letters.sent().exists():
        said.append("A letter that was sent stays as it was sent. Where the worker is another, the right one is owed a letter.")
    return said


def changes_of_facts(entry: Entry) -> tuple[dict[str, str], ...]:
    """Field by field what a correction made of what."""
    before, after = entry.facts["before"], entry.facts["after"]
    return tuple(
        {"name": _NAMES[name], "before": _word(name, before[name]), "after": _word(name, after[name])} for name in _NAMES if name in after
    )


def _word(name: str, value: str) -> str:
    if not value:
        return "Not given"
    if name == "was_closed":
        return _YES_OR_NO[value]
    labels = _WORDS.get(name)
    return in_our_words(str(labels(value).label)) if labels else value


def conflict_lines(audit: Audit, conflicts: list[Conflict]) -> list[str]:
    """Conflicts between the corrected record and its auditor and moderator, with what to do about each."""
    return [f"{conflict.sentence} {_what_to_do(audit, conflict)}" for conflict in conflicts]


def _what_to_do(audit: Audit, conflict: Conflict) -> str:
    if audit.state not in OPEN_STATES:
        return "The grades stand: open the audit again if somebody else should judge it."
    is_auditor = conflict.person.pk == audit.auditor_id
    if is_auditor and audit.state == AuditState.SUBMITTED:
        return "They have submitted it: withdraw the record and add it again, if somebody else should audit it."
    if is_auditor and audit.state == AuditState.IN_PROGRESS and conflict.is_hard:
        return "They have begun it and cannot submit it: withdraw the record and add it again for somebody else."
    return "Choose somebody else." if conflict.is_hard else "Choose somebody else, or give the reason why this is accepted."


def may_choose_again(done: CorrectedFacts) -> bool:
    """Whether the page on which people are chosen helps: somebody is in conflict who can still be exchanged or accepted."""
    audit = done.audit
    if audit.state not in OPEN_STATES:
        return False
    stuck = audit.state != AuditState.ALLOCATED
    return any(conflict.person.pk == audit.moderator_id or not (stuck and conflict.is_hard) for conflict in done.conflicts)


def listed_rows(listed: SampledRecord) -> list[dict[str, Any]]:
    """The row as the list has it."""
    rows = [("Case ID", listed.case_id), ("Listed as", listed.listed_case_id), ("Stratum", listed.stratum)]
    rows.append(("State", listed.get_state_display()))
    rows += [(name.capitalize(), text) for name, text in listed.values.items()]
    return [{"key": key, "value": value} for key, value in rows if value]
