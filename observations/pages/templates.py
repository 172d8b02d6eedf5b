"""The forms that observations are written on and the types of observations, as their pages list them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import short_date
from observations.models import ObservationTemplate, ObservationType


def forms_table() -> Table:
    """Every version of every form, the newest of each first."""
    counted = ObservationTemplate.objects.annotate(
        areas_count=Count("areas", distinct=True), used=Count("observations", distinct=True)
    ).order_by("name__folded", "-version")
    columns = [
        *(Column("Form", names_row=True), Column("State"), Column("Published", more=True)),
        *(Column("Areas", numeric=True, more=True), Column("Observations", numeric=True)),
    ]
    rows: list[AnyRow] = []
    newest: set[str] = set()
    for template in counted:
        state, colour = (
            ("Draft", "yellow") if template.is_draft else ("Earlier", "grey") if template.name in newest else ("In use", "green")
        )
        if not template.is_draft:
            newest.add(template.name)
        rows.append(
            [
                Cell(str(template), href=template.get_absolute_url()),
                Cell(state, CellKind.STATE, colour=colour),
                template.published_on or "Not yet",
                *(template.areas_count, template.used),
            ]
        )
    return Table("Forms of observations", columns, rows, paged=True)


def _state_of(template: ObservationTemplate, newest: set[str]) -> tuple[str, str]:
    """`newest`: names of forms whose newest published version has been seen; versions come newest first."""
    if template.is_draft:
        return "Draft", "yellow"
    if template.name in newest:
        return "Earlier", "grey"
    newest.add(template.name)
    return "In use", "green"


def types_table(kinds: Iterable[ObservationType], on: datetime.date) -> Table:
    columns = [Column("Type", names_row=True), Column("Form"), Column("Family is asked", more=True), Column("Offered")]
    rows: list[AnyRow] = [
        [
            Cell(kind.name, href=reverse("observations:change-type", args=[kind.code])),
            kind.form,
            "Yes" if kind.with_family else "No",
            _offered(kind, on),
        ]
        for kind in kinds
    ]
    return Table("Types of observations", columns, rows)


def _offered(kind: ObservationType, on: datetime.date) -> str:
    if kind.last_day:
        return f"Until {short_date(kind.last_day)}" if kind.last_day >= on else f"Ended {short_date(kind.last_day)}"
    return "Yes" if kind.first_day <= on else f"From {short_date(kind.first_day)}"


@dataclass(frozen=True)
class PlacedPart:
    """An area or a question of a form, as the page of its version shows it."""

    row: Any
    is_first: bool
    is_last: bool
    questions: tuple["PlacedPart", ...] = ()


def areas_with_questions(template: ObservationTemplate) -> list[PlacedPart]:
    areas = list(template.areas.select_related("domain__tool").prefetch_related("questions"))
    return [
        PlacedPart(area, place == 0, place == len(areas) - 1, tuple(_questions(list(area.questions.all()))))
        for place, area in enumerate(areas)
    ]


def _questions(rows: list[Any]) -> list[PlacedPart]:
    return [PlacedPart(row, place == 0, place == len(rows) - 1) for place, row in enumerate(rows)]
