"""The rows behind a measure, on the page and as a file."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString

from audits.models import Audit
from foundation.council.months import month_name
from foundation.council.words import in_our_words
from foundation.documents import AnyRow, Cell, CellValue, Column, Month, Table
from foundation.documents.formats import short_date
from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag
from insight.enums import HealthMeasure
from insight.health.pages.words import part_words
from insight.health.queries.rows import LeaderSeen
from performance.models import Value

NOTHING_HERE = "Nothing of these months that you may read."
AUDIT_HEADER = ("Audit", "Month", "Team", "Service", "Plan type", "Counted")
ACTION_HEADER = ("Action", "What", "Team", "First due", "Due", "Verified", "State", "Counted")
YES, NO = "Yes", "No"


def counted_tag(value: bool) -> SafeString:
    return state_tag(YES if value else NO, "green" if value else "grey")


class AuditsBehindTable(ListTable):
    caption = "Audits"
    on_card = ("month", "is_counted")
    number = tables.Column(linkify=True, verbose_name="Audit", attrs={"td": {"class": "qa-nowrap"}})
    month = tables.Column(accessor="cycle__month")
    team = tables.Column(default="–", order_by="team__name__folded")
    service = tables.Column(accessor="team__service", default="–", order_by="team__service__name__folded")
    plan_type = tables.Column(default="–")
    is_counted = tables.Column(verbose_name="Counted")

    class Meta:
        order_by = "-number"
        empty_text = NOTHING_HERE

    def render_month(self, value: datetime.date) -> str:
        return month_name(value)

    def render_plan_type(self, record: Audit) -> str:
        return in_our_words(record.get_plan_type_display())

    def render_is_counted(self, value: bool) -> SafeString:
        return counted_tag(value)


def audit_rows(audits: Iterable[Any]) -> Iterator[list[CellValue]]:
    """Under `AUDIT_HEADER`."""
    for audit in audits:
        service = audit.team.service if audit.team else None
        plan = in_our_words(audit.get_plan_type_display())
        yield [audit.number, Month(audit.cycle.month), str(audit.team or ""), str(service or ""), plan, YES if audit.is_counted else NO]


class ActionsBehindTable(ListTable):
    caption = "Actions"
    on_card = ("what", "is_counted")
    number = tables.Column(linkify=True, verbose_name="Action", attrs={"td": {"class": "qa-nowrap"}})
    what = tables.Column(order_by="what__folded")
    team = tables.Column(default="–", order_by="team__name__folded")
    first_due = tables.Column(verbose_name="First due")
    due = tables.Column()
    verified_on = tables.Column(verbose_name="Verified", default="–", orderable=False)
    state = tables.Column()
    is_counted = tables.Column(verbose_name="Counted")

    class Meta:
        order_by = "-first_due"
        empty_text = NOTHING_HERE

    def render_first_due(self, value: datetime.date) -> str:
        return short_date(value)

    def render_due(self, value: datetime.date) -> str:
        return short_date(value)

    def render_verified_on(self, value: datetime.date) -> str:
        return short_date(value)

    def render_is_counted(self, value: bool) -> SafeString:
        return counted_tag(value)


def action_rows(actions: Iterable[Any]) -> Iterator[list[CellValue]]:
    """Under `ACTION_HEADER`."""
    for action in actions:
        days = (action.first_due, action.due, action.verified_on)
        yield [action.number, action.what, str(action.team or ""), *days, action.get_state_display(), YES if action.is_counted else NO]


def figures_table(values: Iterable[Value]) -> Table:
    """Flagged figures, latest first, each with why."""
    columns = [Column("Indicator", names_row=True), Column("Month"), Column("Why")]
    rows: list[AnyRow] = [[_linked(value), Month(value.month), _why(value)] for value in values]
    return Table("Figures flagged as unreliable", columns, rows, empty="No figure of these months is flagged.", paged=True)


def _linked(value: Value) -> Cell:
    return Cell(str(value.indicator), href=value.indicator.get_absolute_url())


def _why(value: Any) -> str:
    restated = "Restated by a later file." if value.is_restated else ""
    disputed = "The scorecard and the half-years disagree." if value.is_disputed else ""
    return " ".join(filter(None, [restated, disputed, value.indicator.quality_note]))


def leaders_table(leaders: Iterable[LeaderSeen]) -> Table:
    """Alphabetical: whether, and not how much, each has looked."""
    columns = [Column("Leader", names_row=True), Column("Role"), Column("Audited"), Column("Observed")]
    rows: list[AnyRow] = [
        [each.name, ", ".join(part_words(HealthMeasure.LEADERS, level) for level in each.levels), each.audited, each.observed]
        for each in leaders
    ]
    return Table("Leaders who audited or observed", columns, rows, empty="Nobody here is a director, head of service or service manager.")
