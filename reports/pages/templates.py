"""The table of templates of sections."""

from collections.abc import Iterable, Mapping
from typing import Any

from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from foundation.documents.tables import Fragment
from reports.arrangement import arranged
from reports.models import SectionTemplate

_FIELD = "govuk/field_cell.html"
# As many headings as say what a template is like.
MOST_NAMED = 4


def templates_table(templates: Iterable[SectionTemplate]) -> Table:
    columns = [
        Column("Template", names_row=True),
        Column("Sections"),
        Column("Saved"),
        Column("For new reports"),
        Column("Change", unseen=True),
    ]
    rows: list[AnyRow] = [
        [
            template.name,
            _sections(template),
            f"{template.saved_by}, {uk_date(template.saved_on)}",
            Cell("Default", CellKind.STATE) if template.is_default else Cell("No"),
            Cell(fragment=Fragment("reports/_template_buttons.html", {"template": template})),
        ]
        for template in templates
    ]
    empty = "No template is kept yet. Open a draft, choose its sections, and keep them as a template."
    return Table("Templates of sections", columns, rows, empty=empty)


def arrange_table(fields: Iterable[Mapping[str, Any]]) -> Table:
    """A row a section: `plan`, and the fields of its `place`, its `heading` and whether it is `shown`."""
    columns = [Column("Section", names_row=True), Column("Place"), Column("Heading"), Column("In this report")]
    rows: list[AnyRow] = [
        [each["plan"].heading, *(Cell(fragment=Fragment(_FIELD, {"field": each[part]})) for part in ("place", "heading", "shown"))]
        for each in fields
    ]
    return Table("Sections of the report", columns, rows)


def _sections(template: SectionTemplate) -> str:
    found = arranged(template.chosen)
    shown = [each.heading for each in found if each.is_shown]
    named = ", ".join(shown[:MOST_NAMED])
    return f"{len(shown)} of {len(found)}: {named}{'…' if len(shown) > MOST_NAMED else ''}"
