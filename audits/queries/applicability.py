"""What of the audit tool, and of the month, is asked of one audit.

What is not known of a record excludes nothing: then the auditor can still say “not applicable”. A domain that holds a
grade stays, whatever becomes of the record; once the audit is submitted it holds those and no others.
"""

from collections.abc import Iterable
from typing import Any

from audits.enums import AuditState
from audits.models import Audit, ChecklistItem, Domain, Question, ThemeQuestion
from audits.querysets import JudgementQuerySet

WRITING = (AuditState.ALLOCATED, AuditState.IN_PROGRESS)


def applies(part: Any, audit: Audit) -> bool:
    """Whether a domain, a question or an item of the checklist is asked of this record."""
    if part.plan_types and audit.plan_type and audit.plan_type not in part.plan_types:
        return False
    services = {service.pk for service in part.services.all()}
    return not services or not audit.team or audit.team.service_id in {None, *services}


def is_asked(domain: Domain, audit: Audit) -> bool:
    return applies(domain, audit) or _graded(audit).filter(domain=domain).exists()


def _graded(audit: Audit) -> JudgementQuerySet:
    return audit.judgements.of_domains().exclude(grade="")


def domains_asked(audit: Audit, *also: str) -> list[Domain]:
    """The domains of this audit in the tool's order; `also` names what to fetch with them."""
    graded = set(_graded(audit).values_list("domain", flat=True))
    domains = audit.tool.domains.prefetch_related("services", *also)
    is_written = audit.state in WRITING
    return [domain for domain in domains if domain.pk in graded or (is_written and applies(domain, audit))]


def questions_asked(domain: Domain, audit: Audit) -> list[Question]:
    return [question for question in domain.questions.prefetch_related("services") if applies(question, audit)]


def checklist_asked(audit: Audit) -> list[ChecklistItem]:
    """The items of the checklist that apply, or that hold an answer already."""
    answered = set(audit.checklist_answers.values_list("item", flat=True))
    return _those(audit.tool.checklist.prefetch_related("services"), audit, answered)


def _those(items: Iterable[ChecklistItem], audit: Audit, answered: set[int]) -> list[ChecklistItem]:
    is_written = audit.state in WRITING
    return [item for item in items if item.pk in answered or (is_written and applies(item, audit))]


def theme_asked(audit: Audit) -> list[ThemeQuestion]:
    return list(audit.cycle.theme_questions.all())
