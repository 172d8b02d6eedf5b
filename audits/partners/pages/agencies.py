"""What the pages of partner agencies show."""

from typing import Any

from django.db.models import Count, Q

from audits.enums import PartState
from audits.models import PartnerAgency
from audits.tool.queries import draft_tool, other_tools
from foundation.documents import AnyRow, Cell, CellKind, CellValue, Column, Table
from foundation.documents.formats import uk_date

NO_TOOL, NOBODY, READY, ENDED = "No tool yet", "Nobody yet", "Ready", "Takes no part"
COLOURS = {NO_TOOL: "grey", NOBODY: "yellow", READY: "green", ENDED: "grey"}


def agencies_table() -> Table:
    counted = PartnerAgency.objects.annotate(
        person_count=Count("auditors", distinct=True),
        open_count=Count("parts", filter=Q(parts__state__in=[PartState.GIVEN, PartState.BEGUN]), distinct=True),
        done_count=Count("parts", filter=Q(parts__state=PartState.SUBMITTED), distinct=True),
    )
    tools = set(other_tools().filter(published_on__isnull=False).values_list("name", flat=True))
    columns = [
        *(Column("Agency", names_row=True), Column("Auditors", numeric=True), Column("Parts open", numeric=True)),
        *(Column("Parts submitted", numeric=True, more=True), Column("State")),
    ]
    rows: list[AnyRow] = []
    for each in counted:
        state = _state(each, each.tool_name in tools, each.person_count)
        row: list[CellValue | Cell] = [Cell(each.name, href=each.get_absolute_url()), each.person_count, each.open_count, each.done_count]
        rows.append([*row, Cell(state, CellKind.STATE, colour=COLOURS[state])])
    return Table("Partner agencies", columns, rows)


def _state(agency: PartnerAgency, has_tool: bool, people: int) -> str:
    if agency.ended_on:
        return ENDED
    if not has_tool:
        return NO_TOOL
    return READY if people else NOBODY


def facts_of_agency(agency: PartnerAgency) -> list[dict[str, Any]]:
    tool = other_tools().filter(name=agency.tool_name, published_on__isnull=False).order_by("-version").first()
    facts: list[dict[str, Any]] = [{"key": "Audit tool", "value": str(tool) if tool else "None is published yet"}]
    if tool:
        facts[0] |= {"href": tool.get_absolute_url(), "change": "See"}
    if draft := draft_tool(agency.tool_name):
        facts.append({"key": "Draft of the tool", "value": str(draft), "href": draft.get_absolute_url(), "change": "Go on with"})
    if agency.ended_on:
        facts.append({"key": "Takes no part since", "value": uk_date(agency.ended_on)})
    return facts
