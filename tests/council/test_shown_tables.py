"""A table of a page as a file, by its place on the page."""

import csv
from io import StringIO

from django.conf import settings

from foundation.council.shown_tables import as_list
from foundation.documents import Cell, Column, Fragment, Table


def test_a_column_of_what_is_done_on_the_page_is_left_out_of_the_file():
    columns = [Column("Team", names_row=True), Column("Audits", numeric=True), Column("Answer"), Column("Ask", unseen=True)]
    form = Cell(None, fragment=Fragment("a.html", {}))
    table = Table("Teams", columns, [["Elm", 3, form, Cell("Ask", href="/x")], ["Ash", None, form, ""]])

    taken = as_list(table)

    assert (taken.header, [list(row) for row in taken.rows]) == (["Team", "Audits"], [["Elm", 3], ["Ash", None]])


def test_the_page_offers_each_table_and_answers_with_it(lead):
    page = lead.get("/feeds/reference/").content.decode()
    assert "?table_file=2.csv" in page

    taken = lead.get("/feeds/reference/", {"table_file": "2.csv"})

    header, first, *_ = csv.reader(StringIO(taken.content.decode("utf-8-sig")))
    assert (header, first[:2]) == (["Column", "Holds", "Unit", "What it is"], ["month", "Month, as its first day"])
    assert taken["Content-Disposition"] == 'attachment; filename="columns-of-grades.csv"'


def test_what_is_not_there_is_the_page(lead):
    for asked in ("99.csv", "0.csv", "1.pdf", "one.csv", "-1.csv", "1.csv "):
        assert lead.get("/feeds/reference/", {"table_file": asked})["Content-Type"].startswith("text/html")


def test_a_page_that_is_refused_gives_no_file(worker):
    assert worker.get("/feeds/reference/", {"table_file": "1.csv"}).status_code == 403


def test_it_stands_inside_the_log_of_access():
    inside, outside = "foundation.council.shown_tables.tables_as_files", "foundation.activity.access_log.log_reading"

    assert settings.MIDDLEWARE.index(inside) > settings.MIDDLEWARE.index(outside)


def test_services_and_teams_are_files_each(administrator, elm_team):
    page = administrator.get("/settings/teams/").content.decode()
    assert page.count("table_file=") == 4

    rows = list(csv.reader(StringIO(administrator.get("/settings/teams/", {"table_file": "2.csv"}).content.decode("utf-8-sig"))))

    assert rows == [["Team", "Service", "Team manager", "People"], ["Elm Team", "Rowan Service", "Tara Quinn", "1"]]
