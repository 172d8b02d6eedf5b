"""/performance/figures/: every figure in one long table, and the address at which a program reads it."""

import csv
from datetime import date, datetime
from io import StringIO

import pytest
from django.test import Client

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from performance.models import FiguresAddress, Import, Place, Value
from performance.queries.long_table import HEADER
from performance.services.releases import release_months
from performance.views import long_table
from tests.workbooks import table_in

JULY = date(2023, 7, 1)
URL = "/performance/figures/"


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.fixture
def made(analyst, scorecard) -> str:
    return analyst.post(URL).context["address"].removeprefix("http://testserver")


def test_every_figure_is_a_row_and_a_number(analyst, scorecard):
    rows = rows_of(analyst.get(URL, {"export": "csv"}))

    assert tuple(rows[0]) == HEADER
    assert sum(row["what"] == "figure" for row in rows) == Value.objects.count()
    (cared_for,) = [row for row in rows if row["indicator"] == "cared-for-children-number" and row["period"] == "July 2023"]
    assert (cared_for["figure"], cared_for["period_ends"], cared_for["place_kind"]) == ("617", "2023-07-31", "Our council")
    assert not [row["figure"] for row in rows if "." in row["figure"] and row["figure"].endswith("0")]
    assert {row["what"] for row in rows} == {"figure", "comparator as quoted"}


def test_the_workbook_holds_the_same_with_numbers_and_dates(analyst, scorecard):
    header, *rows = table_in(analyst.get(URL, {"export": "xlsx", "of": "ours"}).content)

    assert header == HEADER
    assert len(rows) == len(rows_of(analyst.get(URL, {"export": "csv", "of": "ours"})))
    assert all(isinstance(row[HEADER.index("period_ends")], datetime) for row in rows)
    assert all(isinstance(row[HEADER.index("figure")], int | float) or row[HEADER.index("mark")] for row in rows)


def test_of_too_many_figures_there_is_no_workbook_and_the_page_says_so(analyst, scorecard, monkeypatch):
    monkeypatch.setattr(long_table, "MOST_IN_A_WORKBOOK", 3)

    assert "They are too many for a workbook: at most 3 go into one." in analyst.get(URL, {"export": "xlsx"}).content.decode()


def test_a_program_reads_it_without_signing_in(analyst, made):
    rows = rows_of(Client().get(made))

    assert rows == rows_of(analyst.get(URL, {"export": "csv"}))
    assert made.rpartition("/")[2].removesuffix(".csv") not in str(list(FiguresAddress.objects.values()))


def test_the_address_is_shown_once_ends_with_a_new_one_and_can_be_revoked(analyst, made):
    assert made not in analyst.get(URL).content.decode()
    newer = analyst.post(URL).context["address"].removeprefix("http://testserver")

    assert (Client().get(made).status_code, Client().get(newer).status_code) == (404, 200)
    analyst.post(URL, {"revoke": "yes"})
    assert Client().get(newer).status_code == 404
    trail = Entry.objects.filter(verb__startswith="figures.").order_by("pk")
    assert [each.verb for each in trail] == ["figures.address_made", "figures.address_made", "figures.address_revoked"]


@pytest.mark.parametrize("change", [{"is_active": False}, {"times_signed_out": 1}])
def test_the_address_of_whoever_left_answers_nobody_nor_when_they_are_back(analyst, made, change):
    Person.objects.filter(pk=analyst.person.pk).update(**change)

    assert Client().get(made).status_code == 404


def test_the_address_ends_with_the_role(analyst, made):
    analyst.person.role_rows.all().delete()

    assert Client().get(made).status_code == 404


def test_a_board_member_reads_what_is_released_and_has_no_address(board_member, analyst, scorecard):
    assert [row for row in rows_of(board_member.get(URL, {"export": "csv"})) if row["place_kind"] == "Our council"] == []
    assert board_member.post(URL).status_code == 403

    release_months(actor=analyst.person, months=[JULY])
    assert {row["period"] for row in rows_of(board_member.get(URL, {"export": "csv"}))} == {"July 2023"}


def test_a_worker_downloads_what_the_pages_show_and_has_no_address(worker, scorecard):
    assert rows_of(worker.get(URL, {"export": "csv"}))
    assert worker.post(URL).status_code == 403


@pytest.mark.parametrize("key", ["x", "a" * 43])
def test_another_key_is_nobody_s(db, key):
    assert Client().get(f"/performance/figures/{key}.csv").status_code == 404


def test_a_team_s_figures_are_for_those_who_work_with_it(analyst, worker, outsider, elm_team, scorecard, supervision):
    place = Place.objects.create(kind="team", name="Elm Team", team=elm_team)
    Value.objects.create(indicator=supervision, place=place, month=JULY, value="48.5000", source=Import.objects.get(), row=2)

    def shown(visitor) -> list[str]:
        return [row["figure"] for row in rows_of(visitor.get(URL, {"export": "csv"})) if row["place"] == "Elm Team"]

    assert (shown(analyst), shown(worker), shown(outsider)) == (["48.5"], ["48.5"], [])
