"""What the pages of ready themes show."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from audits.models import Cycle, ReadyTheme
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.documents import AnyRow, Cell, Column, Table
from foundation.documents.formats import uk_date


def checked_words(ready_theme: ReadyTheme) -> str:
    """When somebody last checked it against law and guidance."""
    if ready_theme.checked_on is None:
        return "Came with the portal; nobody has checked it here yet"
    return f"Checked by {ready_theme.checked_by}, {uk_date(ready_theme.checked_on)}"


def ready_themes_table(ready_themes: Iterable[ReadyTheme], cycle: Cycle | None = None) -> Table:
    """Each with the page that plans a month with it, or gives it to `cycle`."""
    columns = [
        Column("Ready theme", names_row=True),
        Column("Cohort", more=True),
        Column("Questions", numeric=True),
        Column("Checked", more=True),
        Column("What to do", unseen=True),
    ]
    rows: list[AnyRow] = [_row(each, cycle) for each in ready_themes]
    return Table("Ready themes", columns, rows, empty="No ready theme is offered. Add one, and plan a month with it.")


def _row(ready_theme: ReadyTheme, cycle: Cycle | None) -> AnyRow:
    if cycle:
        act = Cell("Take", href=reverse("audits:take-ready-theme", args=[cycle.code, ready_theme.pk]), unseen=ready_theme.name, acts=True)
    else:
        act = Cell(
            "Plan a month", href=reverse("audits:plan-ready-theme", args=[ready_theme.pk]), unseen=f"with {ready_theme.name}", acts=True
        )
    return [
        Cell(ready_theme.name, href=ready_theme.get_absolute_url(), notes=[ready_theme.theme]),
        ready_theme.cohort or None,
        ready_theme.questions.count() if not hasattr(ready_theme, "asks") else ready_theme.asks,
        checked_words(ready_theme),
        act if ready_theme.is_offered else Cell(f"Retired on {uk_date(ready_theme.retired_on)}"),
    ]


def questions_table(ready_theme: ReadyTheme) -> Table:
    columns = [Column("Question", names_row=True), Column("Answered"), Column("What auditors look for")]
    rows: list[AnyRow] = [[row.text, row.get_kind_display(), row.look_for or None] for row in ready_theme.questions.all()]
    return Table("Questions", columns, rows)


def history_of(ready_theme: ReadyTheme) -> list[dict[str, Any]]:
    """What happened, newest first."""
    return timeline(Entry.objects.of(ready_theme).writes())
