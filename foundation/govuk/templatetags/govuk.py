"""`{% load govuk %}`: components, grades, states, directions, dates and numbers. See docs/how-to/develop/add-a-page.md."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.html import Urlizer
from django.utils.safestring import SafeString, mark_safe

from foundation.documents import RichBlock, Table, formats
from foundation.govuk import queries, tags
from foundation.govuk.components import nested, render_component
from foundation.govuk.false_words import FalseWords, marked
from foundation.govuk.list_cells import rows_of
from foundation.govuk.parameters import render_field
from foundation.govuk.rich_text import rich_parts
from foundation.govuk.tables import shown_table

register = template.Library()
register.filter("uk_date", formats.uk_date)
register.filter("short_date", formats.short_date)
register.filter("uk_datetime", formats.uk_datetime, expects_localtime=True)
register.filter("month", formats.month)
register.filter("number", formats.number)
register.filter("percent", formats.percent)


class _Links(Urlizer):
    url_template = '<a class="govuk-link" href="{href}"{attrs}>{url}</a>'


@register.filter(is_safe=True, needs_autoescape=True)
def with_links(text: str, autoescape: bool = True) -> SafeString:
    """Django's `urlize`, whose links look as all others do."""
    return mark_safe(_Links()(text, autoescape=autoescape))  # escaped by Urlizer, as Django's own filter


@register.filter
def with_false_words(html: SafeString, false_words: Sequence[FalseWords]) -> SafeString:
    """After `linebreaks`, which escapes: `{{ comment|linebreaksbr|with_false_words:each.false_words }}`."""
    return marked(html, false_words)


@register.simple_tag
def govuk(component: str, **params: Any) -> SafeString:
    """Any component: `{% govuk "button" text="Save" %}`; `label__text="Name"` names a nested parameter."""
    return render_component(component, **nested(params))


@register.simple_block_tag
def govuk_block(content: str, component: str, **params: Any) -> SafeString:
    """A component around markup: `{% govuk_block "details" summaryText="How we count" %}…{% endgovuk_block %}`."""
    return render_component(component, **nested(params), html=content)


@register.simple_tag
def govuk_field(field: BoundField, **options: Any) -> SafeString:
    """One field with its label, hint and error; options as in `foundation.govuk.parameters`."""
    return render_field(field, **options)


@register.simple_tag
def error_summary(form: Any) -> SafeString:
    """The errors of a form or formset, above everything else; shown once however often it is asked for."""
    return _summary_of([form] if form else [])


@register.simple_tag(takes_context=True)
def page_errors(context: Context) -> SafeString:
    """The errors of every form that the page was given, in one summary."""
    return _summary_of(queries.forms_of(context))


def _summary_of(forms: Sequence[Any]) -> SafeString:
    refused = [form for form in forms if not getattr(form, "summary_is_shown", False) and queries.errors_of(form)]
    for form in refused:
        form.summary_is_shown = True
    items = [item for form in refused for item in queries.errors_of(form)]
    return render_component("error-summary", titleText="There is a problem", errorList=items) if items else SafeString("")


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """`Error: ` for the title of a page one of whose forms was refused."""
    return "Error: " if any(form.is_bound and queries.errors_of(form) for form in queries.forms_of(context)) else ""


register.simple_tag(tags.grade_tag)
register.simple_tag(tags.state_tag, name="status_tag")
register.simple_tag(tags.kpi_status)
register.simple_tag(tags.direction)
register.simple_tag(tags.signal_symbol)
register.simple_tag(tags.assurance_symbol)


@register.inclusion_tag("govuk/table.html", takes_context=True)
def table(context: Context, shown: Table, caption: str = "m") -> dict[str, Any]:
    """A `foundation.documents.Table`; `caption` is the size of its caption (s, m, l), or "hidden" where a heading says it already."""
    return shown_table(context, shown, caption)


@register.inclusion_tag("govuk/rich_text.html", takes_context=True)
def rich_text(context: Context, blocks: Sequence[RichBlock], false_words: Sequence[FalseWords] = ()) -> dict[str, Any]:
    """What a writer typed, read by `foundation.documents.blocks_of`; words in it that are not so any more are red."""
    return {"request": context.get("request"), "parts": rich_parts(blocks, false_words)}


@register.simple_tag
def list_rows(shown: Any) -> SafeString:
    """The rows of a page of a list."""
    return rows_of(shown, getattr(shown, "title_of", None))


@register.simple_tag
def breadcrumbs(*pairs: str) -> SafeString:
    """`{% breadcrumbs "Audits" audits_url "Audit 1042" %}`: text and address in turn, the page itself last, without one."""
    return render_component("breadcrumbs", items=queries.linked(pairs), collapseOnMobile=True, labelText="Breadcrumb")


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    return render_component("back-link", href=href, text=text)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page | None, parameter: str = "page") -> SafeString:
    """Links to the other pages of a list, keeping its filters; nothing where there is one page."""
    if not page or page.paginator.num_pages < 2:
        return SafeString("")
    return render_component("pagination", **queries.page_items(page, context["request"].GET, parameter))


@register.simple_tag(takes_context=True)
def filters_in_force(context: Context, form: BaseForm) -> list[dict[str, Any]]:
    """Use with `as`: what the list is narrowed by, each with `label`, `text` and the address without it."""
    return queries.filters_in_force(form, context["request"].GET)


@register.simple_tag(takes_context=True)
def block_content(context: Context, name: str) -> SafeString:
    """What the page put into a block: to show it a second time, or to leave out what would stand around nothing."""
    return queries.block_content(context, name)
