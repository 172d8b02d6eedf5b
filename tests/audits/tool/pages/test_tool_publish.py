"""Publishing a version of the audit tool, and which version a month uses."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from audits.cycles.services.cycles import plan_cycle
from audits.models import Descriptor, Domain, Tool
from audits.tool.queries import current_tool
from audits.tool.services.parts import add_domain, add_item, move_part, remove_part
from audits.tool.services.versions import choose_tool, discard_draft
from foundation.activity.models import Entry
from tests.audits.tool.versions import domain_of, draft, new_domain, published

URL = "/settings/audit-tool/"


@pytest.fixture
def tool(lead) -> Tool:
    return draft(lead)


@pytest.fixture
def second(lead) -> Tool:
    return published(lead)


def test_a_complete_draft_is_published_and_used_from_then_on(lead, tool):
    response = lead.post(f"{URL}{tool.pk}/publish/")

    tool.refresh_from_db()
    assert response.url == f"{URL}{tool.pk}/"
    assert tool.published_on is not None
    assert current_tool() == tool
    assert plan_cycle(actor=lead.person, month=datetime.date(2023, 9, 1)).tool == tool
    assert Entry.objects.of(tool).last().sentence == "published the audit tool"


def test_an_incomplete_draft_says_what_it_lacks(lead, tool):
    add_domain(actor=lead.person, tool=tool, name="Safety")
    page = lead.post(f"{URL}{tool.pk}/publish/")

    missing = [each["text"] for each in page.context["missing"]]
    assert missing == [
        "Safety: say what Outstanding looks like.",
        "Safety: say what Good looks like.",
        "Safety: say what Requires improvement to be good looks like.",
        "Safety: say what Inadequate looks like.",
        "Safety: choose the inspection judgement.",
        "Safety: choose the part of the national framework.",
        "Safety: say how it compares with version 1.",
    ]
    assert Tool.objects.get(pk=tool.pk).published_on is None


def test_a_tool_without_a_domain_is_not_published(lead, tool):
    for domain in tool.domains.all():
        remove_part(actor=lead.person, part=domain)

    with pytest.raises(ValidationError, match="Add at least one domain"):
        published(lead, tool)


def test_publishing_a_second_time_changes_nothing(lead, tool):
    published(lead, tool)

    assert lead.post(f"{URL}{tool.pk}/publish/").status_code == 404
    assert [entry.verb for entry in Entry.objects.of(tool)].count("tool.published") == 1


def test_audits_and_months_keep_the_version_they_had(lead, allocated_audit, second):
    allocated_audit.refresh_from_db()

    assert (allocated_audit.tool.version, allocated_audit.cycle.tool.version) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda lead, tool: new_domain(lead, tool),
        lambda lead, tool: add_item(actor=lead.person, tool=tool, text="The genogram is drawn"),
        lambda lead, tool: move_part(actor=lead.person, part=tool.domains.first(), up=False),
        lambda lead, tool: remove_part(actor=lead.person, part=tool.domains.first()),
        lambda lead, tool: remove_part(actor=lead.person, part=tool.checklist.first()),
        lambda lead, tool: discard_draft(actor=lead.person, tool=tool),
    ],
)
def test_no_service_changes_a_published_version(lead, second, change):
    with pytest.raises(ValidationError, match="Version 2 is published, so it does not change"):
        change(lead, second)


def test_a_month_without_a_begun_audit_may_use_another_version(lead, allocated_audit, second):
    cycle = allocated_audit.cycle
    lead.post(f"/cycles/{cycle.code}/tool/", {"tool": second.pk})

    allocated_audit.refresh_from_db()
    assert (allocated_audit.tool, allocated_audit.cycle.tool) == (second, second)
    assert Entry.objects.of(cycle).last().facts == {"before": 1, "after": 2}


def test_a_month_with_a_begun_audit_keeps_its_version(lead, begun_audit, second):
    page = lead.post(f"/cycles/{begun_audit.cycle.code}/tool/", {"tool": second.pk})

    assert page.context["form"].non_field_errors() == [f"Audit {begun_audit.number} has been begun with version 1, so this month keeps it."]


def test_a_draft_is_no_choice_for_a_month(lead, cycle, tool):
    with pytest.raises(ValidationError, match="Version 2 is not published yet"):
        choose_tool(actor=lead.person, cycle=cycle, tool=tool)


def test_only_the_lead_chooses_the_version_of_a_month(auditor, director, cycle):
    assert [visitor.get(f"/cycles/{cycle.code}/tool/").status_code for visitor in (auditor, director)] == [403, 403]


def test_the_domain_of_a_published_version_cannot_be_named_as_heir_of_another(lead, tool):
    stranger = domain_of(tool, "Assessment")

    with pytest.raises(ValidationError, match="Select domains of the version before this one"):
        new_domain(lead, tool, "Need", relation="split", comes_from=[stranger])


@pytest.mark.parametrize("model", [Domain, Descriptor])
def test_the_database_itself_refuses_to_reword_a_published_version(db, model):
    row = model.objects.first()
    field = "guidance" if model is Domain else "text"

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field: "Other words."})
