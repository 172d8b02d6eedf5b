import django_tables2 as tables
import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from foundation.govuk.forms import GovukDateField, GovukFilterForm
from tests.govuk.markup import Element, find, links, parsed

# The context of a page asks for the council's name.
pytestmark = pytest.mark.django_db


class AuditTable(tables.Table):
    caption = "Audits of June 2023"
    number = tables.Column(attrs={"th": {"class": "qa-number"}, "td": {"class": "qa-number"}})
    team = tables.Column(orderable=False)

    class Meta:
        empty_text = "No audit matches. Clear the filters to see all."


class AuditFilterForm(GovukFilterForm):
    team = forms.ChoiceField(choices=[("", "---------"), ("elm", "Elm Team")], required=False)
    team_manager = forms.CharField(required=False)
    due = GovukDateField(required=False)


def listed(rows: list[dict], query: dict | None = None) -> Element:
    request = RequestFactory().get("/audits/", query or {})
    table = AuditTable(rows)
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    source = "{% load django_tables2 %}{% render_table table 'govuk/list_table.html' %}"
    return parsed(Template(source).render(Context({"table": table, "request": request})))


ROWS = [{"number": number, "team": "Elm Team"} for number in (3, 1, 2)]


def test_a_table_says_what_it_is_and_how_it_is_sorted():
    page = listed(ROWS, {"sort": "-number"})

    assert find(page, "caption")[0].text == "Audits of June 2023"
    assert [header.get("scope") for header in find(page, "th")] == ["col", "col"]
    assert [header.get("aria-sort") for header in find(page, "th")] == ["descending", None]


def test_every_cell_names_its_column_for_a_phone():
    assert [cell.get("data-label") for cell in find(listed(ROWS), "td")[:2]] == ["Number", "Team"]


def test_a_long_table_has_pages():
    assert links(find(listed(ROWS), "ul", class_="govuk-pagination__list")[0]) == ["?page=1", "?page=2"]


def test_an_empty_table_says_what_to_do():
    assert listed([]).text_content().strip() == "No audit matches. Clear the filters to see all."


def test_each_filter_in_force_can_be_taken_away_alone():
    query = {"team": "elm", "team_manager": "Tara", "due_day": "1", "due_month": "6", "due_year": "2023", "page": "2"}
    request = RequestFactory().get("/audits/", query)
    context = {"filter": {"form": AuditFilterForm(request.GET)}}
    page = parsed(render_to_string("govuk/filters_in_force.html", context, request=request))

    assert links(page) == [
        "?team_manager=Tara&due_day=1&due_month=6&due_year=2023",
        "?team=elm&due_day=1&due_month=6&due_year=2023",
        "?team=elm&team_manager=Tara",
    ]


def test_an_unused_filter_shows_nothing_in_force():
    request = RequestFactory().get("/audits/", {"team": "", "due_day": ""})
    context = {"filter": {"form": AuditFilterForm(request.GET)}}

    assert render_to_string("govuk/filters_in_force.html", context, request=request).strip() == ""
