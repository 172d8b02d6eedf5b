"""The parts of a draft of the audit tool: its domains, their questions, the checklist."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.calculations.grades import OVERALL_NAME
from audits.enums import PRACTICE_GRADES, DomainRelation
from audits.models import ChecklistItem, Descriptor, Domain, Question, Tool
from audits.tool.services.drafts import change_places, fill_part, next_position
from audits.tool.services.versions import a_draft
from foundation.accounts.models import Person
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.editing.version_tokens import normalised_text

Part = Domain | Question | ChecklistItem
# What is stored apart from the row itself.
_APART = {"services", "comes_from", "descriptors"}


@transaction.atomic
def add_domain(*, actor: Person, tool: Tool, **fields: Any) -> Domain:
    """Fields: name, guidance, judgement, framework, plan_types, services, descriptors by grade, relation and comes_from."""
    tool = a_draft(actor, tool)
    domain = Domain(tool=tool, position=next_position(tool.domains))
    _save_domain(domain, fields)
    record(actor=actor, verb="tool.added", target=tool, domain=domain.name)
    return domain


@transaction.atomic
def change_domain(*, actor: Person, domain: Domain, version: str | None = None, **fields: Any) -> Domain:
    tool = a_draft(actor, domain.tool)
    domain = locked(Domain.objects.all(), pk=domain.pk)
    require_version(domain, version)
    before = domain.name
    _save_domain(domain, fields)
    record(actor=actor, verb="tool.changed", target=tool, domain=domain.name, before=before)
    return domain


def _save_domain(domain: Domain, fields: Mapping[str, Any]) -> None:
    _require_name(domain, fields.get("name", domain.name))
    relation, comes_from = fields.get("relation", domain.relation), fields.get("comes_from")
    if comes_from is not None or "relation" in fields:
        _require_relation(domain, relation, list(comes_from or []))
    fill_part(domain, fields, _APART)
    domain.save()
    if "services" in fields:
        domain.services.set(fields["services"])
    if comes_from is not None:
        domain.comes_from.set(comes_from)
    if "descriptors" in fields:
        _save_descriptors(domain, fields["descriptors"])


def _require_name(domain: Domain, name: str) -> None:
    if not name.strip():
        raise ValidationError({"name": "Enter the domain’s name."})
    if name.strip().casefold() == OVERALL_NAME.casefold():
        raise ValidationError({"name": "“Overall” is the name of the overall judgement. Choose another name."})
    if Domain.objects.filter(tool_id=domain.tool_id, name__iexact=name.strip()).exclude(pk=domain.pk).exists():
        raise ValidationError({"name": f"This version has a domain “{name.strip()}” already."})


# Of each relation: how many domains it comes from, and what is said otherwise.
_HOW_MANY: dict[str, tuple[Callable[[int], bool], str]] = {
    "": (lambda count: count == 0, "Say what this domain is, compared with these."),
    DomainRelation.CONTINUES: (lambda count: count == 1, "Select the one domain that it continues."),
    DomainRelation.SPLIT: (lambda count: count == 1, "Select the one domain that was split."),
    DomainRelation.MERGED: (lambda count: count > 1, "Select the domains that it merges: two or more."),
    DomainRelation.NEW: (lambda count: count == 0, "Select none: a new domain continues nothing."),
}


def _require_relation(domain: Domain, relation: str, comes_from: list[Domain]) -> None:
    """One line goes on in one domain; a part comes from one, a merger from several, a new one from none."""
    if any(before.tool_id != domain.tool.based_on_id for before in comes_from):
        raise ValidationError({"comes_from": "Select domains of the version before this one."})
    allowed, sentence = _HOW_MANY[relation]
    if not allowed(len(comes_from)):
        raise ValidationError({"comes_from": sentence})
    if relation == DomainRelation.CONTINUES:
        _require_sole_heir(domain, comes_from[0])


def _require_sole_heir(domain: Domain, before: Domain) -> None:
    heirs = before.becomes.filter(tool_id=domain.tool_id, relation=DomainRelation.CONTINUES).exclude(pk=domain.pk)
    if heir := heirs.first():
        raise ValidationError({"comes_from": f"“{heir}” continues “{before}” already. Where a domain was split, say so of each part."})


def _save_descriptors(domain: Domain, texts: Mapping[str, str]) -> None:
    domain.descriptors.all().delete()
    said = [(grade, normalised_text(texts.get(grade, ""))) for grade in PRACTICE_GRADES]
    Descriptor.objects.bulk_create([Descriptor(domain=domain, grade=grade, text=text) for grade, text in said if text])


@transaction.atomic
def add_question(*, actor: Person, domain: Domain, **fields: Any) -> Question:
    """Fields: text, guidance, plan_types, services."""
    tool = a_draft(actor, domain.tool)
    question = Question(domain=domain, position=next_position(domain.questions))
    _save_asked(question, fields)
    record(actor=actor, verb="tool.added", target=tool, domain=domain.name, question=question.text)
    return question


@transaction.atomic
def change_question(*, actor: Person, question: Question, version: str | None = None, **fields: Any) -> Question:
    tool = a_draft(actor, question.domain.tool)
    question = locked(Question.objects.select_related("domain"), pk=question.pk)
    require_version(question, version)
    before = question.text
    _save_asked(question, fields)
    record(actor=actor, verb="tool.changed", target=tool, domain=question.domain.name, question=question.text, before=before)
    return question


@transaction.atomic
def add_item(*, actor: Person, tool: Tool, **fields: Any) -> ChecklistItem:
    """Fields: text, plan_types, services."""
    tool = a_draft(actor, tool)
    item = ChecklistItem(tool=tool, position=next_position(tool.checklist))
    _save_asked(item, fields)
    record(actor=actor, verb="tool.added", target=tool, item=item.text)
    return item


@transaction.atomic
def change_item(*, actor: Person, item: ChecklistItem, version: str | None = None, **fields: Any) -> ChecklistItem:
    tool = a_draft(actor, item.tool)
    item = locked(ChecklistItem.objects.all(), pk=item.pk)
    require_version(item, version)
    before = item.text
    _save_asked(item, fields)
    record(actor=actor, verb="tool.changed", target=tool, item=item.text, before=before)
    return item


def _save_asked(part: Question | ChecklistItem, fields: Mapping[str, Any]) -> None:
    if not fields.get("text", part.text).strip():
        raise ValidationError({"text": "Enter the question." if isinstance(part, Question) else "Enter the item."})
    fill_part(part, fields, _APART)
    part.save()
    if "services" in fields:
        part.services.set(fields["services"])


@transaction.atomic
def move_part(*, actor: Person, part: Part, up: bool) -> None:
    """Change places with the one before it, or after it; the first and the last stay where they are."""
    tool = a_draft(actor, tool_of(part))
    if not change_places(part, _siblings(part), up=up):
        return
    record(actor=actor, verb="tool.moved", target=tool, what=str(part), up=up)


@transaction.atomic
def remove_part(*, actor: Person, part: Part) -> None:
    tool = a_draft(actor, tool_of(part))
    held: Any = locked(type(part)._default_manager.all(), pk=part.pk)
    record(actor=actor, verb="tool.removed", target=tool, what=str(held), kind=held._meta.verbose_name)
    held.delete()


def tool_of(part: Part) -> Tool:
    return part.domain.tool if isinstance(part, Question) else part.tool


def _siblings(part: Part) -> Iterable[Any]:
    if isinstance(part, Question):
        return part.domain.questions.order_by("position")
    return type(part)._default_manager.filter(tool=part.tool).order_by("position")
