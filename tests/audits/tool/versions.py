"""Drafts of the audit tool, made through the services."""

from audits.enums import PRACTICE_GRADES, DomainRelation
from audits.models import Domain, Tool
from audits.tool.services.parts import add_domain
from audits.tool.services.versions import begin_version, publish_version

WHOLE = {
    "guidance": "How safe the child is.",
    "judgement": "help",
    "framework": "outcome_3",
    "descriptors": {grade: f"What {grade} looks like." for grade in PRACTICE_GRADES},
    "relation": DomainRelation.NEW,
    "comes_from": [],
}


def draft(lead) -> Tool:
    return begin_version(actor=lead.person)


def new_domain(lead, tool: Tool, name: str = "Safety", **fields) -> Domain:
    """A domain that lacks nothing; one that is new unless `fields` say otherwise."""
    return add_domain(actor=lead.person, tool=tool, name=name, **(WHOLE | fields))


def published(lead, tool: Tool | None = None) -> Tool:
    return publish_version(actor=lead.person, tool=tool or draft(lead))


def domain_of(tool: Tool, name: str) -> Domain:
    return tool.domains.get(name=name)
