"""The versions of the audit tool, and how domains go on from one to the next."""

from collections.abc import Iterable

from django.db.models import QuerySet

from audits.enums import DomainRelation
from audits.models import Domain, KindOfAudit, PartnerAgency, Tool
from audits.tool.calculations import DomainLine, name_of_line
from foundation.lookups.read_once import read_once


def monthly_tools() -> QuerySet[Tool]:
    """The versions of the tool of the months’ own audits: not those of other kinds, nor of partner agencies."""
    others = KindOfAudit.objects.order_by().values("tool_name").union(PartnerAgency.objects.order_by().values("tool_name"))
    return Tool.objects.exclude(name__in=others)


def other_tools() -> QuerySet[Tool]:
    return Tool.objects.exclude(pk__in=monthly_tools().order_by().values("pk"))


def tools_named(name: str) -> QuerySet[Tool]:
    """The versions of one tool; of the months’ own where `name` is empty."""
    return Tool.objects.filter(name=name) if name else monthly_tools()


def current_tool() -> Tool:
    """The newest published version of the tool of the months’ own audits."""
    return monthly_tools().filter(published_on__isnull=False).latest("published_on", "version")


def published_tool(name: str) -> Tool | None:
    """The newest published version of the tool of that name."""
    return Tool.objects.filter(name=name, published_on__isnull=False).order_by("-version").first()


def draft_tool(name: str = "") -> Tool | None:
    return tools_named(name).filter(published_on__isnull=True).order_by("-version").first()


def domains_by_name() -> dict[int, DomainLine]:
    """Of every domain, by key, its own name in its own version: nothing is joined but what bears one name."""
    return {row.pk: DomainLine(row.name, row.tool.version, row.position) for row in _every_domain()}


def _every_domain() -> list[Domain]:
    """With its version. Read once for a page."""
    return read_once(_every_domain, lambda: list(Domain.objects.select_related("tool")))


def domain_lines() -> dict[int, DomainLine]:
    """Of every published domain, by key, the line that it belongs to.

    A renamed domain that continues another is one line under its newest name. One that was split, merged or dropped ends
    its line; where a later domain bears its name, the version says which is which. Read once for a page.
    """
    return read_once(domain_lines, lambda: _lines(row for row in _every_domain() if row.tool.published_on))


def monthly_lines() -> dict[int, DomainLine]:
    """The same of the tool of the months’ own audits alone: for what names domains that no audit need have."""
    tools = monthly_tools().filter(published_on__isnull=False).order_by().values("pk")
    return read_once(monthly_lines, lambda: _lines(Domain.objects.filter(tool__in=tools).select_related("tool")))


def _lines(published: Iterable[Domain]) -> dict[int, DomainLine]:
    domains = {row.pk: row for row in published}
    later = {pk: after for pk, after in _continued() if after in domains}
    ends = {pk: domains[_last(pk, later)] for pk in domains}
    newest = {row.name: row.tool.version for row in sorted(ends.values(), key=lambda row: row.tool.version)}
    return {pk: _line(end, newest) for pk, end in ends.items()}


def _continued() -> list[tuple[int, int]]:
    """Each domain that another continues, with that one. Read once for a page."""
    links = Domain.comes_from.through.objects.filter(from_domain__relation=DomainRelation.CONTINUES)
    return read_once(_continued, lambda: list(links.values_list("to_domain", "from_domain")))


def _last(pk: int, later: dict[int, int]) -> int:
    while pk in later:
        pk = later[pk]
    return pk


def _line(end: Domain, newest: dict[str, int]) -> DomainLine:
    version = end.tool.version
    return DomainLine(name_of_line(end.name, version, newest[end.name]), version, end.position)
