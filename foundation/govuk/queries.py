"""Finished values for the templates: errors with where they lead, filters in force, pages, blocks."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe

from foundation.govuk.parameters import choices_of, focus_id

Item = dict[str, Any]


def forms_of(context: Context) -> list[Any]:
    """Each form and formset that a page was given, once."""
    given = [value for value in context.flatten().values() if isinstance(value, BaseForm | BaseFormSet)]
    return list({id(form): form for form in given}.values())


def errors_of(form: BaseForm | BaseFormSet) -> list[Item]:
    """Every error in the order of the fields, each with the address of the input to correct.

    One of the whole form leads where its `params` say, as in `ValidationError(text, params={"href": …})`, or else to the first input.
    """
    if isinstance(form, BaseFormSet):
        whole = [_whole(error, form.forms[0] if form.forms else ()) for error in form.non_form_errors().as_data()]
        return whole + [error for each in form.forms for error in errors_of(each)]
    items = [_whole(error, form) for error in form.non_field_errors().as_data()]
    for field in form:
        items += [{"text": text} if field.is_hidden else {"text": text, "href": f"#{focus_id(field)}"} for text in field.errors]
    return items


def _whole(error: ValidationError, fields: Iterable[BoundField]) -> Item:
    first = next((f"#{focus_id(field)}" for field in fields if not field.is_hidden), "")
    href = (error.params or {}).get("href", first)
    text = " ".join(error.messages)
    return {"text": text, "href": href} if href else {"text": text}


def page_items(page: Page, request_query: QueryDict, parameter: str = "page") -> dict[str, Any]:
    """The parameters of the pagination component, keeping the rest of the query."""

    def address(number: int) -> str:
        query = request_query.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    def item(number: Any) -> Item:
        # Django's own sign for a gap is no text yet.
        if not isinstance(number, int):
            return {"ellipsis": True}
        return {"number": number, "href": address(number), "current": number == page.number}

    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    params: dict[str, Any] = {"items": [item(number) for number in pages]}
    if page.has_previous():
        params["previous"] = {"href": address(page.previous_page_number())}
    if page.has_next():
        params["next"] = {"href": address(page.next_page_number())}
    return params


def filters_in_force(form: BaseForm, request_query: QueryDict) -> list[Item]:
    """What a filter form narrows by, each with the address of the list without it."""
    if not form.is_bound:
        return []
    chosen = [(field, words) for field in form for words in [chosen_words(field)] if words and _is_asked(request_query, field)]
    return [{"label": field.label, "text": words, "href": without(request_query, field)} for field, words in chosen]


def _is_asked(request_query: QueryDict, field: Any) -> bool:
    """What a form takes where nothing was asked is not in the address, and no filter that could be removed."""
    return not field.is_hidden and any(name in request_query for name in _names_of(field))


def _names_of(field: Any) -> list[str]:
    """In an address, those of all its boxes."""
    return [field.html_name, *(field.html_name + suffix for suffix in getattr(field.field.widget, "widgets_names", []))]


def chosen_words(field: Any) -> str:
    """The words of what was chosen or typed; empty when nothing was."""
    if hasattr(field.field.widget, "choices"):
        return ", ".join(choice["text"] for choice in choices_of(field) if choice["selected"] and choice["value"])
    value = field.value()
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part)
    return "Yes" if value is True else str(value or "")


def without(request_query: QueryDict, field: Any) -> str:
    """The query without one filter, all its boxes included, and back on the first page."""
    query = request_query.copy()
    for name in [*_names_of(field), "page"]:
        query.pop(name, None)
    return f"?{query.urlencode()}"


def block_content(context: Context, name: str) -> SafeString:
    """What the page put into a block, wherever the block is declared; empty when it put nothing there."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(block.render(context).strip()) if block else SafeString("")  # a rendered template


def linked(pairs: Iterable[str]) -> list[Item]:
    """`"Audits", "/audits/", "Audit 1042"` → items with text and, where one follows, address."""
    values = list(pairs)
    return [{"text": text, "href": href} if href else {"text": text} for text, href in zip(values[::2], [*values[1::2], ""], strict=False)]
