"""Rounds of observations, and how far each is: planned, given out, recorded, shared, acknowledged."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import short_date, uk_date
from observations.models import Observation, ObservationPlan
from observations.pages.observation import STATE_COLOURS


def plans_table(plans: Iterable[Any]) -> Table:
    """Each round with its completion; `plans` are `with_counts`."""
    columns = [
        *(Column("Round", names_row=True), Column("Days")),
        *(Column(name, numeric=True) for name in ("Expected", "Recorded")),
        *(Column(name, numeric=True, more=True) for name in ("Given out", "Shared", "Acknowledged", "Cancelled")),
    ]
    rows: list[AnyRow] = [
        [
            Cell(str(plan), href=plan.get_absolute_url()),
            f"{short_date(plan.first_day)} to {short_date(plan.last_day)}",
            *(plan.expected, plan.recorded, plan.assigned, plan.shared, plan.acknowledged, plan.cancelled),
        ]
        for plan in plans
    ]
    return Table("Rounds of observations", columns, rows, paged=True)


def completion_in_words(plan: Any) -> str:
    """“2 of 3 recorded. 1 is still to be given out.” `plan` is `with_counts`."""
    words = f"{plan.recorded} of {plan.expected} expected observations recorded, {plan.acknowledged} acknowledged."
    left = plan.expected - plan.assigned
    if left > 0:
        words += f" {left} {'is' if left == 1 else 'are'} still to be given out."
    if plan.cancelled:
        words += f" {plan.cancelled} cancelled."
    return words


def plan_summary(plan: ObservationPlan) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"key": "Days", "value": f"{uk_date(plan.first_day)} to {uk_date(plan.last_day)}"},
        {"key": "Expected", "value": f"{plan.expected} observation{'' if plan.expected == 1 else 's'}"},
        {"key": "Month’s cycle", "value": plan.cycle or "None: planned freely"},
        {"key": "What is looked at", "value": plan.focus},
    ]
    return [row for row in rows if row["value"]]


def observations_of_plan(observations: Iterable[Observation]) -> Table:
    columns = [
        *(Column("Observation", names_row=True), Column("Type"), Column("Team", more=True)),
        *(Column("Observer"), Column("Due", more=True), Column("State")),
    ]
    rows: list[AnyRow] = [
        [
            Cell(str(each.number), href=reverse("observations:observation", args=[each.number])),
            *(each.kind.name, str(each.team), str(each.observer)),
            short_date(each.due) if each.due else "Not set",
            Cell(each.get_state_display(), CellKind.STATE, colour=STATE_COLOURS[each.state]),
        ]
        for each in observations
    ]
    return Table("Observations of the round", columns, rows)
