"""The list of indicators, and the same as rows of a file."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.govuk.list_tables import ListTable

from .models import Indicator

HEADER = (
    "Measure", "Indicator", "Unit", "Period basis", "Breakdown", "Which way is better", "Table", "Area", "Source", "Code", "Definition",
    "Part of", "Share or rate of", "Small below", "Data-quality flag", "Commentary owner", "Published as", "In use",
)  # fmt: skip


class IndicatorTable(ListTable):
    caption = "Indicators"
    on_card = ("unit", "basis", "owner")
    label = tables.Column(verbose_name="Indicator", linkify=True, order_by="label__folded")
    unit = tables.Column()
    basis = tables.Column()
    series = tables.Column(verbose_name="Table")
    owner = tables.Column(verbose_name="Commentary owner", order_by="owner__name__folded", default="")
    published_as = tables.Column(verbose_name="Compared with", default="", order_by="published_as__label__folded")

    class Meta:
        empty_text = "No indicator matches. Clear the filters to see all."

    def render_label(self, record: Indicator) -> SafeString:
        flagged = "Data-quality flag" if record.quality_note else ""
        ended = "" if record.is_current else "No longer in use"
        return format_html('<span>{} <span class="qa-muted">{}</span></span>', _name(record), ". ".join(filter(None, [flagged, ended])))

    def render_series(self, record: Indicator) -> str:
        return record.source or record.get_series_display()

    def render_published_as(self, record: Indicator) -> str:
        return record.published_as.shown_label if record.published_as else ""


def _name(indicator: Indicator) -> str:
    return ", ".join(filter(None, [indicator.shown_label, indicator.breakdown]))


def file_row(each: Indicator) -> tuple[Any, ...]:
    """One indicator under `HEADER`."""
    return (
        str(each.measure), each.shown_label, each.get_unit_display(), each.get_basis_display(), each.breakdown, each.get_polarity_display(),
        each.get_series_display(), each.area, each.source, each.code, each.definition, str(each.numerator_of or ""),
        str(each.denominator or ""), each.small_denominator or "", each.quality_note, str(each.owner or ""), str(each.published_as or ""),
        "Yes" if each.is_current else "No",
    )  # fmt: skip
