"""Where the practitioner's side of one audit stands, in words and days, for people who read the audit."""

import datetime
from typing import Any

from django.urls import reverse

from audits.enums import WRITTEN_STATES, AuditState
from audits.models import Audit, FactualCheck, Reflection
from audits.permissions import is_its_auditor
from audits.practitioner.pages.letter import state_of
from audits.practitioner.queries.sent_letter import sent_letter
from foundation.accounts.models import Person
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date

Row = dict[str, Any]


def practitioner_rows(audit: Audit, person: Person, today: datetime.date) -> list[Row]:
    rows = [_reflection(audit, person), _factual_check(audit, person, today), *_feedback(audit, today)]
    return [row for row in rows if row]


def _row(audit: Audit, key: str, value: str, page: str = "", change: str = "Read") -> Row:
    return {"key": key, "value": value, "href": reverse(f"audits:{page}", args=[audit.number]) if page else "", "change": change}


def _reflection(audit: Audit, person: Person) -> Row | None:
    reflection = Reflection.objects.filter(audit=audit, written_by=audit.allocated_worker).select_related("written_by").first()
    if reflection is None or reflection.is_open:
        asked = audit.cycle.collaborative and audit.state in WRITTEN_STATES and audit.allocated_worker and audit.auditor
        return _row(audit, "Reflection", f"Asked of {audit.allocated_worker}; none yet") if asked else None
    if reflection.declined_on:
        return _row(audit, "Reflection", f"{reflection.written_by} chose to write none")
    value = f"{reflection.written_by} sent one on {uk_date(reflection.sent_on)}"
    seen = Reflection.objects.visible_to(person).filter(pk=reflection.pk).exists()
    return _row(audit, "Reflection", value, "reflection" if seen else "")


def _factual_check(audit: Audit, person: Person, today: datetime.date) -> Row | None:
    check = FactualCheck.objects.visible_to(person).filter(audit=audit).select_related("asked_of", "audit").first()
    if check:
        change = "Answer" if needs_settling(check) and is_its_auditor(person, audit) else "Read"
        return _row(audit, "Factual check", check_in_words(check, today), "factual-check", change)
    mine = audit.cycle.collaborative and is_its_auditor(person, audit) and audit.state == AuditState.IN_PROGRESS
    if not mine or not audit.allocated_worker or FactualCheck.objects.filter(audit=audit).exists():
        return None
    return _row(
        audit, "Factual check", f"Not asked for. {audit.allocated_worker} could check the facts", "ask-factual-check", "Ask for one"
    )


def _feedback(audit: Audit, today: datetime.date) -> list[Row]:
    if not audit.is_finished:
        return []
    return [
        _row(audit, "Feedback", state_of(audit, sent_letter(audit), today), "feedback"),
        _row(audit, "The child’s record", "One page to keep there, as Word or PDF", "record-page", "Open"),
    ]


def needs_settling(check: FactualCheck) -> bool:
    return bool(check.answered_on and not check.settled_on and check.audit.state == AuditState.IN_PROGRESS)


def check_in_words(check: FactualCheck, today: datetime.date) -> str:
    """Its state, with the days that matter."""
    if check.settled_on:
        return _settled(check)
    if check.answered_on:
        return f"{check.asked_of} sent corrections on {uk_date(check.answered_on)}; they wait for the auditor’s answer"
    asked = f"Asked of {check.asked_of} on {uk_date(check.asked_on)}"
    if check.audit.state != AuditState.IN_PROGRESS:
        return f"{asked}; not answered"
    if check.due < today:
        return f"{asked}; not answered by {uk_date(check.due)}, so the audit can be submitted without it"
    return f"{asked}; due {uk_date(check.due)}, {due_in_words(check.due, today)}"


def _settled(check: FactualCheck) -> str:
    if not check.corrections.exists():
        return f"{check.asked_of} had nothing to correct, {uk_date(check.answered_on)}"
    return f"{check.asked_of} sent corrections on {uk_date(check.answered_on)}; the auditor answered them on {uk_date(check.settled_on)}"
