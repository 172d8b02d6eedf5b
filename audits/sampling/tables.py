"""Every record of a sample, on the page and as a file."""

from collections.abc import Iterable, Iterator
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from audits.models import SampledRecord
from audits.sampling.reading.columns import TEAM, WORKER
from foundation.govuk.list_tables import ListTable

HEADER = ("Case ID", "Listed as", "Stratum", "Worker", "Team", "What became of it", "Reason", "Audit")


class SampledRecordTable(ListTable):
    caption = "Records of the list"
    on_card = ("worker", "state", "facts")
    case_id = tables.Column(verbose_name="Case ID", order_by="case_id__folded", attrs={"td": {"class": "qa-nowrap"}})
    stratum = tables.Column(order_by=("stratum__folded", "case_id__folded"))
    worker = tables.Column(empty_values=(), orderable=False)
    team = tables.Column(empty_values=(), orderable=False)
    state = tables.Column(verbose_name="What became of it")
    reason = tables.Column(default="–", orderable=False)
    facts = tables.Column(empty_values=(), orderable=False)

    class Meta:
        order_by = "case_id"
        empty_text = "No record matches. Clear the filters to see every record of the list."

    def render_worker(self, record: SampledRecord) -> str:
        return record.values.get(WORKER) or "–"

    def render_team(self, record: SampledRecord) -> str:
        return record.values.get(TEAM) or "–"

    def render_facts(self, record: SampledRecord) -> str:
        address = reverse("audits:correct-listed", args=[record.sample.cycle.code, record.sample_id, record.pk])
        unseen = format_html('<span class="govuk-visually-hidden"> the facts of {}</span>', record.case_id)
        return format_html('<a class="govuk-link" href="{}">Correct{}</a>', address, unseen)


def file_rows(records: Iterable[SampledRecord]) -> Iterator[tuple[Any, ...]]:
    """The rows of the file, under HEADER."""
    for record in records:
        facts = (record.values.get(WORKER, ""), record.values.get(TEAM, ""))
        became = (record.get_state_display(), record.reason, record.audit_id)
        yield record.case_id, record.drawn_by, record.stratum, *facts, *became
