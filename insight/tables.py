"""The audits behind a fact, on the page and as a file."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

import django_tables2 as tables

from audits.models import Audit
from foundation.council.months import month_name
from foundation.documents import CellValue, Month
from foundation.govuk.list_tables import ListTable

FACT_AUDITS_HEADER = ("Audit", "Month", "Team", "State")


class FactAuditsTable(ListTable):
    """Those that the reader may open."""

    caption = "Audits behind the fact"
    on_card = ("month", "state")
    number = tables.Column(linkify=True, verbose_name="Audit", attrs={"td": {"class": "qa-nowrap"}})
    month = tables.Column(accessor="cycle__month")
    team = tables.Column(default="–", order_by="team__name__folded")
    state = tables.Column(orderable=False)

    class Meta:
        order_by = "number"
        empty_text = "None of the audits behind this fact is one that you may read."

    def render_month(self, value: datetime.date) -> str:
        return month_name(value)

    def render_state(self, record: Audit) -> str:
        return record.get_state_display()


def fact_audit_rows(audits: Iterable[Any]) -> Iterator[list[CellValue]]:
    """Under `FACT_AUDITS_HEADER`."""
    for audit in audits:
        yield [audit.number, Month(audit.cycle.month), str(audit.team or ""), audit.get_state_display()]
