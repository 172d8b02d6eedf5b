"""The versions of the audit tool, and how domains go on from one to the next."""

from audits.enums import DomainRelation
from audits.models import Domain, Tool
from audits.tool.calculations import DomainLine, name_of_line
from foundation.lookups.read_once import read_once


def current_tool() -> Tool:
    """The newest published version of the audit tool."""
    return Tool.objects.filter(published_on__isnull=False).latest("published_on", "version")


def draft_tool() -> Tool | None:
    return Tool.objects.filter(published_on__isnull=True).order_by("-version").first()


def domains_by_name() -> dict[int, DomainLine]:
    """Of every domain, by key, its own name in its own version: nothing is joined but what bears one name."""
    return {row.pk: DomainLine(row.name, row.tool.version, row.position) for row in Domain.objects.select_related("tool")}


def domain_lines() -> dict[int, DomainLine]:
    """Of every published domain, by key, the line that it belongs to.

    A renamed domain that continues another is one line under its newest name. One that was split, merged or dropped ends
    its line; where a later domain bears its name, the version says which is which. Read once for a page.
    """
    return read_once(_domain_lines, _domain_lines)


def _domain_lines() -> dict[int, DomainLine]:
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
    return DomainLine(name_of_line(end.name, version, newest[end.name]), version, end.position)
