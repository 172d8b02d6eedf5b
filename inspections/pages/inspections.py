"""An inspection's page: what it was, its grades in the order of its edition, what it recommended."""

from collections.abc import Sequence
from typing import Any

from audits.calculations.framework import framework_name
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from foundation.govuk.tag_styles import WordedGrade
from inspections.enums import GRADED_KINDS, OfstedGrade
from inspections.models import Inspection, Recommendation

NO_OVERALL = "No longer given: four judgements only"


def inspection_summary(inspection: Inspection) -> list[dict[str, Any]]:
    """Rows of the summary."""
    days = uk_date(inspection.first_day)
    if inspection.last_day != inspection.first_day:
        days = f"{days} to {uk_date(inspection.last_day)}"
    rows: list[dict[str, Any]] = [
        {"key": "When", "value": days},
        {"key": "Report published", "value": uk_date(inspection.published_on) if inspection.published_on else "Not yet"},
        {"key": "Edition of the framework", "value": str(inspection.framework)},
        {"key": "What it looked at", "value": inspection.looked_at},
        {"key": "Published report", "value": inspection.address, "href": inspection.address, "change": "Read it"},
    ]
    return [row for row in rows if row["value"]]


def grades_table(inspection: Inspection) -> Table | None:
    """Every judgement of its edition, given or not; None of a visit."""
    if inspection.kind not in GRADED_KINDS:
        return None
    given = {each.judgement_id: each.grade for each in inspection.given.all()}
    rows: list[AnyRow] = [[each.name, _grade_cell(given.get(each.pk, ""))] for each in inspection.framework.judgements.all()]
    overall = _grade_cell(inspection.overall) if inspection.framework.has_overall else Cell(NO_OVERALL)
    return Table("Grades", [Column("Judgement", names_row=True), Column("Grade")], [*rows, ["Overall effectiveness", overall]])


def _grade_cell(grade: str) -> Cell:
    if not grade:
        return Cell("Not recorded")
    return Cell(WordedGrade(grade_in_full(grade), grade), CellKind.GRADE_IN_FULL)


def grade_in_full(grade: str) -> str:
    return str(OfstedGrade(grade).label) if grade else ""


def grades_words(inspection: Inspection) -> str:
    """“Good, Good, Requires improvement to be good, Good; overall Good”, in the edition's order."""
    given = ", ".join(grade_in_full(each.grade) for each in inspection.given.all())
    overall = f"overall {grade_in_full(inspection.overall)}" if inspection.overall else ""
    return "; ".join(filter(None, [given, overall]))


def recommendations_table(inspection: Inspection, recommendations: Sequence[Recommendation], in_short: dict[int, str]) -> Table:
    """Each with the part of the national framework, as it was called when the inspection began, and how it is getting on."""
    columns = [
        Column("No.", numeric=True),
        *(Column("What needs to improve", names_row=True, light=True), Column("National framework", more=True)),
        *(Column("Priorities of the plan", more=True), Column("How it is getting on")),
    ]
    rows: list[AnyRow] = [
        [
            each.position,
            Cell(each.text, href=each.get_absolute_url()),
            framework_name(each.framework, inspection.first_day) or None,
            "; ".join(priority.name for priority in each.priorities.all()) or None,
            in_short.get(each.pk) or "Nothing shows it yet",
        ]
        for each in recommendations
    ]
    return Table("What needs to improve", columns, rows, empty="Nothing is recorded yet of what needs to improve.")
