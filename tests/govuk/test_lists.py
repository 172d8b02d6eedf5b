import datetime
from types import SimpleNamespace

import django_tables2 as tables
import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.html import conditional_escape, format_html

from foundation.accounts.enums import Power
from foundation.accounts.models import PowerRequest, Service, Team
from foundation.govuk.forms import GovukDateField, GovukFilterForm
from foundation.govuk.list_cells import cells_of_columns
from foundation.govuk.list_tables import ListTable
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


def listed(rows: list, query: dict | None = None) -> Element:
    request = RequestFactory().get("/audits/", query or {})
    table = AuditTable(rows)
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    return parsed(render_to_string("govuk/list_table.html", {"table": table}, request))


ROWS = [SimpleNamespace(number=number, team="Elm Team") for number in (3, 1, 2)]


def test_a_table_says_what_it_is_and_how_it_is_sorted():
    page = listed(ROWS, {"sort": "-number"})

    assert find(page, "caption")[0].text == "Audits of June 2023"
    assert [header.get("scope") for header in find(page, "th")] == ["col", "col"]
    assert [header.get("aria-sort") for header in find(page, "th")] == ["descending", None]


def test_every_cell_names_its_column_for_a_phone():
    assert [cell.get("data-label") for cell in find(listed(ROWS), "td")[:2]] == ["Number", "Team"]


class TeamTable(ListTable):
    name = tables.Column()
    service = tables.Column(order_by="service__name")


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("service", ("service__name", "pk")),
        ("-service", ("-service__name", "pk")),
        (("service", "name"), ("service__name", "name")),
        ("", ("name",)),
    ],
)
def test_rows_that_are_alike_have_one_order_too(asked, order):
    """A list of six hundred rows of one service would show some of them twice."""
    table = TeamTable(Team.objects.order_by("name"))
    table.order_by = asked

    assert table.data.data.query.order_by == order


class ManyWaysTable(tables.Table):
    """A column of each way in which our lists find and word what a cell shows."""

    what = tables.Column(linkify=True)
    own = tables.Column(accessor="email", linkify=lambda record, value: f"/of/{value}/" if record.pk == 1 else None)
    looks = tables.Column(accessor="email", linkify=True, attrs={"a": {"class": "qa-nowrap"}})
    named = tables.Column(accessor="team__name", linkify=("accounts:person", [tables.A("pk")]))
    team = tables.Column(default="–")
    service = tables.Column(accessor="team__service__name", default="–")
    letters = tables.Column(accessor="email__upper", empty_values=())
    agreed = tables.BooleanColumn(yesno="Yes,No")
    asked_on = tables.DateTimeColumn(format="j F Y")
    noted = tables.Column(empty_values=(), accessor="nothing_of_that_name")

    def render_noted(self, record, table):
        return format_html("<b>{}</b> of {}", record.email, len(table.rows))


def test_cells_are_those_that_django_tables2_makes():
    team = Team(name="<Elm>", service=Service(name="Fieldwork & more"))
    asked = [
        PowerRequest(pk=1, what=Power.ROLE, email="<a>@x.example", team=team, agreed=True, asked_on=datetime.date(2023, 6, 1)),
        PowerRequest(pk=2, what=Power.EMAIL, email="b@x.example"),
    ]
    table = ManyWaysTable(asked)

    cells = [[conditional_escape(column.cell(row)) for column in cells_of_columns(table)] for row in table.rows]

    assert cells == [[conditional_escape(cell) for _, cell in row.items()] for row in table.rows]


def test_a_long_table_has_pages():
    assert links(find(listed(ROWS), "ul", class_="govuk-pagination__list")[0]) == ["?page=1", "?page=2"]


def test_pages_that_are_left_out_are_a_gap_and_no_link():
    gap = find(listed(ROWS * 20), "li", class_="govuk-pagination__item--ellipsis")

    assert [links(each) for each in gap] == [[]]


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
