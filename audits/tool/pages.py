"""What the pages of the audit tool show: its versions, and what each holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from audits.calculations.framework import framework_name
from audits.enums import PRACTICE_GRADES, DomainRelation, PlanType
from audits.models import Domain, Tool
from audits.queries.grade_words import grade_word
from audits.tool.queries import current_tool, monthly_tools
from audits.tool.services.versions import missing_to_publish
from foundation.council.clock import today
from foundation.council.words import in_our_words
from foundation.documents import AnyRow, Cell, CellKind, Column, Table


@dataclass(frozen=True)
class ToolVersion:
    tool: Tool
    state: str
    colour: str
    domains: int
    months: int
    audits: int


def versions() -> list[ToolVersion]:
    """Every version of the tool of the months' own audits, newest first, with how much is asked by it."""
    current = current_tool()
    counted = monthly_tools().annotate(
        domain_count=Count("domains", distinct=True), month_count=Count("cycles", distinct=True), audit_count=Count("audits", distinct=True)
    )
    return [
        ToolVersion(tool, *_state_of(tool, current), tool.domain_count, tool.month_count, tool.audit_count)
        for tool in counted.order_by("-version")
    ]


def _state_of(tool: Tool, current: Tool) -> tuple[str, str]:
    if tool.is_draft:
        return "Draft", "yellow"
    return ("In use", "green") if tool == current else ("Earlier", "grey")


def versions_table(found: Iterable[ToolVersion]) -> Table:
    columns = [
        *(Column("Version", names_row=True), Column("State"), Column("Published")),
        *(Column("Domains", numeric=True, more=True), Column("Months", numeric=True, more=True), Column("Audits", numeric=True)),
    ]
    rows: list[AnyRow] = [
        [
            Cell(f"Version {each.tool.version}", href=each.tool.get_absolute_url()),
            Cell(each.state, CellKind.STATE, colour=each.colour),
            each.tool.published_on or "Not yet",
            *(each.domains, each.months, each.audits),
        ]
        for each in found
    ]
    return Table("Versions of the audit tool", columns, rows, paged=True)


@dataclass(frozen=True)
class ToolItem:
    """A domain, a question or an item as the page of its version shows it."""

    row: Any
    kind: str
    applies: str
    is_first: bool
    is_last: bool
    facts: tuple[dict[str, str], ...] = ()
    descriptors: tuple[tuple[str, str], ...] = ()
    questions: tuple["ToolItem", ...] = ()


DOMAIN, QUESTION, ITEM = "domain", "question", "item"


def parts_of(tool: Tool) -> tuple[list[ToolItem], list[ToolItem]]:
    """The domains and the checklist of one version, with everything they hold."""
    domains = tool.domains.prefetch_related("services", "descriptors", "questions__services", "comes_from")
    return _parts(DOMAIN, list(domains)), _parts(ITEM, list(tool.checklist.prefetch_related("services")))


def _parts(kind: str, rows: list[Any]) -> list[ToolItem]:
    last = len(rows) - 1
    return [_part(kind, row, place == 0, place == last) for place, row in enumerate(rows)]


def _part(kind: str, row: Any, is_first: bool, is_last: bool) -> ToolItem:
    if kind != DOMAIN:
        return ToolItem(row, kind, applies_in_words(row), is_first, is_last)
    texts = {descriptor.grade: descriptor.text for descriptor in row.descriptors.all()}
    descriptors = tuple((grade_word(grade), texts.get(grade, "")) for grade in PRACTICE_GRADES)
    questions = tuple(_parts(QUESTION, list(row.questions.all())))
    return ToolItem(row, kind, applies_in_words(row), is_first, is_last, _facts(row), descriptors, questions)


def _facts(domain: Domain) -> tuple[dict[str, str], ...]:
    facts = [
        ("Inspection judgement", domain.get_judgement_display()),
        ("National framework", framework_name(domain.framework, domain.tool.published_on or today())),
        ("Asked of", applies_in_words(domain) or "Every record"),
        ("Compared with the version before", relation_in_words(domain)),
    ]
    return tuple({"key": key, "value": value or "Not chosen yet"} for key, value in facts if value is not None)


def applies_in_words(part: Any) -> str:
    """“Cared for, Care experienced; Rowan Service”; empty where it is asked of every record."""
    plans = ", ".join(in_our_words(PlanType(plan).label) for plan in part.plan_types)
    services = ", ".join(service.name for service in part.services.all())
    return "; ".join(filter(None, [plans, services]))


def relation_in_words(domain: Domain) -> str | None:
    """None for a domain of the first version, which has nothing before it."""
    names = ", ".join(f"“{before.name}”" for before in domain.comes_from.all())
    says = {
        DomainRelation.CONTINUES: f"Continues {names}",
        DomainRelation.SPLIT: f"Split from {names}",
        DomainRelation.MERGED: f"Merges {names}",
        DomainRelation.NEW: "New",
    }
    if not domain.relation:
        return "" if domain.tool.based_on_id else None
    return says[DomainRelation(domain.relation)]


def missing_links(tool: Tool) -> list[dict[str, str]]:
    """What a draft still lacks before it can be published, each with the page on which to fill it in."""
    return [{"text": sentence, "href": _where_to_fill_in(domain, tool)} for domain, sentence in missing_to_publish(tool)]


def _where_to_fill_in(domain: Domain | None, tool: Tool) -> str:
    return reverse("audits:change-domain", args=[domain.pk]) if domain else reverse("audits:add-domain", args=[tool.pk])
