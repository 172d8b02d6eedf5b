"""What of the audit tool, and of the month, is asked of one audit.

What is not known of a record excludes nothing: then the auditor can still say “not applicable”. A domain that holds a
grade stays, whatever becomes of the record; once the audit is submitted it holds those and no others.
"""

from functools import cached_property
from typing import Any

from audits.enums import WRITTEN_STATES
from audits.models import Audit, ChecklistItem, Domain, Question, ThemeQuestion
from audits.querysets import JudgementQuerySet


def applies(part: Any, audit: Audit) -> bool:
    """Whether a domain, a question or an item of the checklist is asked of this record."""
    if part.plan_types and audit.plan_type and audit.plan_type not in part.plan_types:
        return False
    services = {service.pk for service in part.services.all()}
    return not services or not audit.team or audit.team.service_id in {None, *services}


class Applicability:
    """What is asked of one audit as it stands now; each part is read once, when it is first used.

    A page makes one and hands it down; a service makes its own of the audit that it has locked, since it judges what is so then.
    `also` names what to fetch with the domains.
    """

    def __init__(self, audit: Audit, *also: str):
        self.audit, self._also = audit, also

    @property
    def _is_written(self) -> bool:
        return self.audit.state in WRITTEN_STATES

    @cached_property
    def domains(self) -> list[Domain]:
        """In the tool's order."""
        graded = set(_graded(self.audit).values_list("domain", flat=True))
        domains = self.audit.tool.domains.prefetch_related("services", *self._also)
        return [domain for domain in domains if domain.pk in graded or (self._is_written and applies(domain, self.audit))]

    @cached_property
    def checklist(self) -> list[ChecklistItem]:
        """The items of the checklist that apply, or that hold an answer already."""
        answered = set(self.audit.checklist_answers.values_list("item", flat=True))
        items = self.audit.tool.checklist.prefetch_related("services")
        return [item for item in items if item.pk in answered or (self._is_written and applies(item, self.audit))]

    @cached_property
    def theme(self) -> list[ThemeQuestion]:
        """The month's own questions."""
        return list(self.audit.cycle.theme_questions.all())

    def asks(self, domain: Domain) -> bool:
        return applies(domain, self.audit) or _graded(self.audit).filter(domain=domain).exists()

    def questions_of(self, domain: Domain) -> list[Question]:
        return [question for question in domain.questions.prefetch_related("services") if applies(question, self.audit)]


def _graded(audit: Audit) -> JudgementQuerySet:
    return audit.judgements.of_domains().exclude(grade="")
