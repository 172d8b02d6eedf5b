"""/feeds/tokens/: made for a named use, shown once, ended at once."""

import datetime
import hashlib
import re

import pytest

from feeds.models import FeedToken
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from tests.feeds.conftest import THE_DAY, Program
from tests.reading import text_of
from tests.tables import table_on

ASKED = {"name": "Power BI of the performance team", "audience": "staff", "scopes": ["aggregates"], "expires_on": "2023-12-31"}
URL = "/feeds/tokens/add/"


def key_in(page) -> str:
    return re.search(r"qa_[\w-]{20,}", page.content.decode())[0]


def test_a_token_is_shown_once_and_kept_as_a_hash(lead, june):
    made = lead.post(URL, ASKED)

    token, key = FeedToken.objects.get(), key_in(made)
    assert token.key_hash == hashlib.sha256(key.encode()).hexdigest()
    assert Program(key).get("/api/v1/grades").status_code == 200
    assert key not in lead.get(f"/feeds/tokens/{token.pk}/").content.decode()
    assert key not in str(Entry.objects.get(verb="feed_token.made").facts)


def test_the_list_says_what_each_reads_and_what_to_do(administrator, june):
    administrator.post(URL, ASKED | {"expires_on": "2023-08-20"})

    page = text_of(administrator.get("/feeds/tokens/"))
    assert "Ends soon" in page
    assert "Make a new one and put it into the program before then." in page
    assert "Never" in page


def test_ended_it_opens_nothing_at_once_and_a_second_time_does_nothing(lead, june):
    program = Program(key_in(lead.post(URL, ASKED)))
    token = FeedToken.objects.get()

    for _ in range(2):
        lead.post(f"/feeds/tokens/{token.pk}/end/")

    assert program.get("/api/v1/grades").status_code == 401
    assert Entry.objects.filter(verb="feed_token.ended").count() == 1


def test_after_its_last_day_it_opens_nothing(lead, june):
    program = Program(key_in(lead.post(URL, ASKED | {"expires_on": THE_DAY.isoformat()})))
    assert program.get("/api/v1/grades").status_code == 200

    with frozen_clock(THE_DAY + datetime.timedelta(days=1)):
        assert program.get("/api/v1/grades").status_code == 401


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"expires_on": ""}, "Enter last day"),
        ({"expires_on": "2023-08-06"}, "Its last day must be today or later, and within a year."),
        ({"expires_on": "2025-08-06"}, "Its last day must be today or later, and within a year."),
        ({"scopes": []}, "What may it read"),
        ({"name": " "}, "Which program reads with it"),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_nothing_is_made(lead, wrong, says):
    page = lead.post(URL, ASKED | wrong)

    assert says in text_of(page)
    assert not FeedToken.objects.exists()


@pytest.mark.parametrize("who", ["analyst", "director", "auditor", "board_member", "worker"])
def test_nobody_else_makes_or_sees_tokens(request, who):
    visitor = request.getfixturevalue(who)

    assert [visitor.get(url).status_code for url in ("/feeds/tokens/", URL)] == [403, 403]
    assert visitor.post(URL, ASKED).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("analyst", 200), ("administrator", 200), ("director", 200), ("board_member", 403), ("worker", 403)]
)
def test_who_connects_programs_finds_the_tables_and_the_reference(request, who, status, june):
    visitor = request.getfixturevalue(who)

    assert [visitor.get(url).status_code for url in ("/feeds/", "/feeds/reference/")] == [status, status]


def test_an_administrator_looks_after_tokens_and_takes_no_table(administrator, june):
    assert administrator.get("/feeds/tables/grades/csv/").status_code == 403
    assert "/feeds/tables/" not in administrator.get("/feeds/").content.decode()


def test_a_table_is_taken_as_each_kind_of_file(analyst, june):
    for file_format, begins in (("csv", b"\xef\xbb\xbfmonth"), ("xlsx", b"PK"), ("parquet", b"PAR1")):
        taken = analyst.get(f"/feeds/tables/grades/{file_format}/")
        assert taken.content.startswith(begins)
        assert taken["Content-Disposition"] == f'attachment; filename="grades-2023-06-to-2023-06.{file_format}"'
    assert analyst.get("/feeds/tables/grades/pdf/").status_code == analyst.get("/feeds/tables/nothing/csv/").status_code == 404


@pytest.mark.parametrize("tokens", [1, 3])
def test_the_list_asks_the_same_number_of_questions(lead, tokens, django_assert_num_queries):
    for number in range(tokens):
        lead.post(URL, ASKED | {"name": f"Program {number}"})

    with django_assert_num_queries(5):
        lead.get("/feeds/tokens/")


def test_feeds_lead_back_to_all_figures_and_say_which_file_is_which(lead):
    page = lead.get("/feeds/")

    assert 'href="/performance/figures/">All figures</a>' in " ".join(page.text.split())
    assert table_on(page, "Tables")[0]["CSV"] == "Download Months as CSV"
