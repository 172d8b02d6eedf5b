"""The versions of the audit tool: what each holds, what a draft still lacks, and how domains go on from one to the next."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from audits.calculations.framework import framework_name
from audits.enums import PRACTICE_GRADES, DomainRelation, PlanType
from audits.models import Domain, Tool
from audits.queries.grade_words import grade_word
from foundation.council.clock import today
from foundation.council.words import in_our_words

TOOL_NAME = "Audit of a child’s record"


def current_tool() -> Tool:
    """The newest published version of the audit tool."""
    return Tool.objects.filter(published_on__isnull=False).latest("published_on", "version")


def draft_tool() -> Tool | None:
    return Tool.objects.filter(published_on__isnull=True).order_by("-version").first()


@dataclass(frozen=True)
class Version:
    tool: Tool
    state: str
    colour: str
    domains: int
    months: int
    audits: int


def versions() -> list[Version]:
    """Every version, newest first, with how much is asked by it."""
    current = current_tool()
    counted = Tool.objects.annotate(
        domain_count=Count("domains", distinct=True), month_count=Count("cycles", distinct=True), audit_count=Count("audits", distinct=True)
    )
    return [
        Version(tool, *_state_of(tool, current), tool.domain_count, tool.month_count, tool.audit_count)
        for tool in counted.order_by("-version")
    ]


def _state_of(tool: Tool, current: Tool) -> tuple[str, str]:
    if tool.is_draft:
        return "Draft", "yellow"
    return ("In use", "green") if tool == current else ("Earlier", "grey")


@dataclass(frozen=True)
class Part:
    """A domain, a question or an item as the page of its version shows it."""

    row: Any
    kind: str
    applies: str
    is_first: bool
    is_last: bool
    facts: tuple[dict[str, str], ...] = ()
    descriptors: tuple[tuple[str, str], ...] = ()
    questions: tuple["Part", ...] = ()


DOMAIN, QUESTION, ITEM = "domain", "question", "item"


def parts_of(tool: Tool) -> tuple[list[Part], list[Part]]:
    """The domains and the checklist of one version, with everything they hold."""
    domains = tool.domains.prefetch_related("services", "descriptors", "questions__services", "comes_from")
    return _parts(DOMAIN, list(domains)), _parts(ITEM, list(tool.checklist.prefetch_related("services")))


def _parts(kind: str, rows: list[Any]) -> list[Part]:
    last = len(rows) - 1
    return [_part(kind, row, place == 0, place == last) for place, row in enumerate(rows)]


def _part(kind: str, row: Any, is_first: bool, is_last: bool) -> Part:
    if kind != DOMAIN:
        return Part(row, kind, applies_in_words(row), is_first, is_last)
    texts = {descriptor.grade: descriptor.text for descriptor in row.descriptors.all()}
    descriptors = tuple((grade_word(grade), texts.get(grade, "")) for grade in PRACTICE_GRADES)
    questions = tuple(_parts(QUESTION, list(row.questions.all())))
    return Part(row, kind, applies_in_words(row), is_first, is_last, _facts(row), descriptors, questions)


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


def missing_to_publish(tool: Tool) -> list[dict[str, str]]:
    """What a draft still lacks, each with the page on which to fill it in."""
    domains = list(tool.domains.prefetch_related("descriptors"))
    if not domains:
        return [{"text": "Add at least one domain.", "href": reverse("audits:add-domain", args=[tool.pk])}]
    return [
        {"text": sentence, "href": reverse("audits:change-domain", args=[domain.pk])}
        for domain in domains
        for sentence in _missing_of(domain, tool)
    ]


def _missing_of(domain: Domain, tool: Tool) -> list[str]:
    described = {row.grade for row in domain.descriptors.all() if row.text}
    missing = [f"{domain}: say what {grade_word(grade)} looks like." for grade in PRACTICE_GRADES if grade not in described]
    missing += [] if domain.judgement else [f"{domain}: choose the inspection judgement."]
    missing += [] if domain.framework else [f"{domain}: choose the part of the national framework."]
    if tool.based_on and not domain.relation:
        missing.append(f"{domain}: say how it compares with version {tool.based_on.version}.")
    return missing


@dataclass(frozen=True)
class DomainLine:
    """A domain through all versions that it continues in: its newest name, and its place."""

    name: str
    version: int
    position: int

    @property
    def place(self) -> tuple[int, int]:
        """Lines of the newest version first, each in its order."""
        return (-self.version, self.position)


def domains_by_name() -> dict[int, DomainLine]:
    """Of every domain, by key, its own name in its own version: nothing is joined but what bears one name."""
    return {row.pk: DomainLine(row.name, row.tool.version, row.position) for row in Domain.objects.select_related("tool")}


def domain_lines() -> dict[int, DomainLine]:
    """Of every published domain, by key, the line that it belongs to.

    A renamed domain that continues another is one line under its newest name. One that was split, merged or dropped ends
    its line; where a later domain bears its name, the version says which is which.
    """
    domains = {row.pk: row for row in Domain.objects.filter(tool__published_on__isnull=False).select_related("tool")}
    links = Domain.comes_from.through.objects.filter(from_domain__in=domains, from_domain__relation=DomainRelation.CONTINUES)
    later = dict(links.values_list("to_domain", "from_domain"))
    ends = {pk: domains[_last(pk, later)] for pk in domains}
    newest = {row.name: row.tool.version for row in sorted(ends.values(), key=lambda row: row.tool.version)}
    return {pk: _line(end, newest) for pk, end in ends.items()}


def _last(pk: int, later: dict[int, int]) -> int:
    while pk in later:
        pk = later[pk]
    return pk


def _line(end: Domain, newest: dict[str, int]) -> DomainLine:
    version = end.tool.version
    name = end.name if newest[end.name] == version else f"{end.name} (to version {version})"
    return DomainLine(name, version, end.position)
