"""The library as a list, and the same as rows of a file."""

import datetime
from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.documents.formats import short_date
from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag

from .models import Publication
from .pages.publication import STATE_COLOURS

HEADER = ("Number", "Kind", "Title", "Summary", "Area of practice", "Themes", "Findings of", "State", "Published on")


class PublicationTable(ListTable):
    caption = "Practice library"
    on_card = ("kind", "published_on")
    title = tables.Column(order_by="title__folded")
    kind = tables.Column()
    about = tables.Column(verbose_name="About", empty_values=(), orderable=False)
    published_on = tables.Column(verbose_name="Published", default="Not yet")
    state = tables.Column()

    class Meta:
        order_by = "-published_on"
        empty_text = "Nothing here. Clear the filters to see all that you can read."

    def order_published_on(self, publications: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """What is not published yet is first, or last, on either database."""
        day = F("published_on")
        return publications.order_by(day.desc(nulls_last=True) if is_descending else day.asc(nulls_first=True), "-number"), True

    def render_title(self, value: str, record: Publication) -> SafeString:
        link = format_html('<a class="govuk-link" href="{}">{}</a>', record.get_absolute_url(), value)
        return format_html('<div>{}</div><div class="qa-muted">{}</div>', link, record.summary)

    def render_about(self, record: Publication) -> str:
        return "; ".join(_about(record))

    def render_published_on(self, value: datetime.date) -> str:
        return short_date(value)

    def render_state(self, record: Publication) -> SafeString:
        return state_tag(record.get_state_display(), STATE_COLOURS[record.state])


def _about(publication: Publication) -> list[str]:
    themes = dict.fromkeys(str(each.theme) for each in publication.findings.all())
    return [*([str(publication.domain)] if publication.domain else []), *themes]


def file_row(publication: Publication) -> tuple[Any, ...]:
    """One under `HEADER`."""
    return (
        publication.number,
        publication.get_kind_display(),
        publication.title,
        publication.summary,
        str(publication.domain or ""),
        "; ".join(dict.fromkeys(str(each.theme) for each in publication.findings.all())),
        publication.period,
        publication.get_state_display(),
        publication.published_on,
    )
