"""Versions of the audit tool: begin one, publish it or discard it, and choose the version of a month.

A published version never changes: every service that writes to one asks `a_draft` first.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from audits.enums import PRACTICE_GRADES, AuditState, DomainRelation
from audits.models import Audit, ChecklistItem, Cycle, Descriptor, Domain, Question, Tool
from audits.permissions import can_edit_tool, can_plan_cycles
from audits.queries.grade_words import grade_word
from audits.tool.queries import current_tool, draft_tool, published_tool, tools_named
from audits.tool.services.drafts import locked_draft, publish_draft
from audits.tool.starters import StartingDomain
from foundation.accounts.models import Person, Service
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, locked
from foundation.activity.trail import record

ONLY_THE_LEAD = "The QA lead edits the audit tool."


def a_draft(actor: Person, tool: Tool) -> Tool:
    """The version, locked, if `actor` may change it now."""
    require(can_edit_tool, actor, why=ONLY_THE_LEAD)
    return locked_draft(Tool.objects.select_related("based_on"), tool)


@transaction.atomic
def begin_version(*, actor: Person, name: str = "", starter: Sequence[StartingDomain] = ()) -> Tool:
    """A draft that begins as a copy of the version in use; the draft that there is already, where there is one.

    `name` is that of the tool of another kind of audit, or of a partner agency, which the caller has looked up: its first version begins
    with the `starter`, or as a copy of the tool of the months' own audits.
    """
    require(can_edit_tool, actor, why=ONLY_THE_LEAD)
    in_use = published_tool(name) if name else current_tool()
    before = Tool.objects.select_for_update().get(pk=(in_use or current_tool()).pk)
    if draft := draft_tool(name):
        return draft
    if name and in_use is None:
        return _first_version(actor, name, starter, before)
    tool = Tool.objects.create(name=before.name, version=before.version + 1, based_on=before)
    for domain in before.domains.prefetch_related("services", "descriptors", "questions__services"):
        _copy_domain(domain, tool)
    for item in before.checklist.prefetch_related("services"):
        copy = ChecklistItem(tool=tool, position=item.position, text=item.text, plan_types=item.plan_types)
        _save_with(copy, item.services.all())
    record(actor=actor, verb="tool.begun", target=tool, version=tool.version, copied_from=before.version)
    return tool


def _first_version(actor: Person, name: str, starter: Sequence[StartingDomain], monthly: Tool) -> Tool:
    tool = Tool.objects.create(name=name, version=1)
    for position, each in enumerate(starter, start=1):
        facts = {"guidance": each.guidance, "judgement": each.judgement, "framework": each.framework}
        domain = Domain.objects.create(tool=tool, position=position, name=each.name, **facts)
        described = zip(PRACTICE_GRADES, each.descriptors, strict=True)
        Descriptor.objects.bulk_create([Descriptor(domain=domain, grade=grade, text=text) for grade, text in described])
        Question.objects.bulk_create([Question(domain=domain, position=at, text=text) for at, text in enumerate(each.questions, start=1)])
    if not starter:
        for row in monthly.domains.prefetch_related("services", "descriptors", "questions__services"):
            _copy_domain(row, tool, continues=False)
    record(actor=actor, verb="tool.begun", target=tool, version=tool.version, name=name)
    return tool


def _copy_domain(domain: Domain, tool: Tool, *, continues: bool = True) -> None:
    """`continues`: grades of the two are one line through the versions."""
    copy = Domain(
        tool=tool, position=domain.position, name=domain.name, guidance=domain.guidance, judgement=domain.judgement,
        framework=domain.framework, plan_types=domain.plan_types, relation=DomainRelation.CONTINUES if continues else "",
    )  # fmt: skip
    _save_with(copy, domain.services.all())
    copy.comes_from.set([domain] if continues else [])
    Descriptor.objects.bulk_create([Descriptor(domain=copy, grade=row.grade, text=row.text) for row in domain.descriptors.all()])
    for row in domain.questions.all():
        question = Question(domain=copy, position=row.position, text=row.text, guidance=row.guidance, plan_types=row.plan_types)
        _save_with(question, row.services.all())


def _save_with(part: Any, services: Iterable[Service]) -> None:
    part.save()
    part.services.set(services)


@transaction.atomic
def publish_version(*, actor: Person, tool: Tool) -> Tool:
    """From now on it does not change, and months planned later are audited with it."""
    tool = a_draft(actor, tool)
    publish_draft(tool, (sentence for _, sentence in missing_to_publish(tool)))
    record(actor=actor, verb="tool.published", target=tool, version=tool.version)
    return tool


@transaction.atomic
def discard_draft(*, actor: Person, tool: Tool) -> None:
    tool = a_draft(actor, tool)
    record(actor=actor, verb="tool.discarded", target=tool, version=tool.version)
    tool.domains.all().delete()
    tool.delete()


@transaction.atomic
def choose_tool(*, actor: Person, cycle: Cycle, tool: Tool) -> Cycle:
    """Let a month use another published version, while none of its audits is begun."""
    require(can_plan_cycles, actor)
    cycle = locked(Cycle.objects.select_related("tool"), pk=cycle.pk)
    if tool.is_draft:
        raise ValidationError({"tool": f"Version {tool.version} is not published yet."})
    if not tools_of(cycle).filter(pk=tool.pk).exists():
        raise ValidationError({"tool": f"“{tool}” is not a tool of {cycle}. Choose one of its own versions."})
    if tool == cycle.tool:
        return cycle
    # Another who starts one at this moment waits, and starts it with the other version.
    all_locked(Audit.objects.filter(cycle=cycle))
    if begun := cycle.audits.exclude(state__in=[AuditState.ALLOCATED, AuditState.WITHDRAWN]).order_by("number").first():
        raise ValidationError(f"{begun} has been begun with version {cycle.tool.version}, so this month keeps it.")
    before, cycle.tool = cycle.tool, tool
    cycle.save(update_fields=["tool"])
    Audit.objects.filter(cycle=cycle, state=AuditState.ALLOCATED).update(tool=tool)
    record(actor=actor, verb="cycle.tool_changed", target=cycle, before=before.version, after=tool.version)
    return cycle


def tools_of(cycle: Cycle) -> QuerySet[Tool]:
    """The versions that a month, or the audits of another kind in it, may be done with."""
    return tools_named(cycle.kind.tool_name if cycle.kind else "")


def missing_to_publish(tool: Tool) -> list[tuple[Domain | None, str]]:
    """What a draft still lacks, each with the domain that lacks it, where it is one."""
    domains = list(tool.domains.prefetch_related("descriptors"))
    return (
        [(domain, sentence) for domain in domains for sentence in _missing_of(domain, tool)]
        if domains
        else [(None, "Add at least one domain.")]
    )


def _missing_of(domain: Domain, tool: Tool) -> list[str]:
    described = {row.grade for row in domain.descriptors.all() if row.text}
    missing = [f"{domain}: say what {grade_word(grade)} looks like." for grade in PRACTICE_GRADES if grade not in described]
    missing += [] if domain.judgement else [f"{domain}: choose the inspection judgement."]
    missing += [] if domain.framework else [f"{domain}: choose the part of the national framework."]
    if tool.based_on and not domain.relation:
        missing.append(f"{domain}: say how it compares with version {tool.based_on.version}.")
    return missing
