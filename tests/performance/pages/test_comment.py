"""Writing a comment on a month's figure."""

import datetime

import pytest

from foundation.activity.models import Entry
from performance.models import Commentary
from performance.services import ask_for_comment, set_owner
from tests.performance.conftest import JULY
from tests.replay import replayed

URL = "/performance/indicators/case-supervision-percent/2023-07/comment/"
WORDS = {"status": "3", "comment": "Sessions were held but not recorded.", "action": "Managers check each Friday."}


@pytest.fixture
@replayed
def asked(analyst, head_of_service, supervision):
    return ask_for_comment(
        actor=analyst.person, indicator=supervision, month=JULY, person=head_of_service.person, due=datetime.date(2098, 1, 4)
    )


def test_the_person_who_was_asked_writes_it(head_of_service, asked):
    assert head_of_service.post(URL, WORDS).url == "/performance/?month=2023-07#case-supervision-percent"

    written = Commentary.objects.get()
    assert (written.status, written.comment, written.action) == (3, WORDS["comment"], WORDS["action"])
    assert (written.written_by, written.status_by, written.is_waiting) == (head_of_service.person, head_of_service.person, False)


def test_it_leaves_a_trace(head_of_service, asked):
    head_of_service.post(URL, WORDS)

    assert [entry.sentence for entry in Entry.objects.of(asked)] == ["asked for a comment", "wrote the comment", "set the status"]


def test_what_somebody_writes_over_stays_in_the_trail(head_of_service, analyst, asked):
    head_of_service.post(URL, WORDS)
    analyst.post(URL, WORDS | {"comment": "Recorded late."})

    entry = Entry.objects.of(asked).filter(verb="commentary.written").last()
    assert (entry.facts["before"], entry.facts["after"]) == ([WORDS["comment"], WORDS["action"]], ["Recorded late.", WORDS["action"]])


@pytest.mark.parametrize("person", ["analyst", "lead"])
def test_an_analyst_or_a_lead_may_edit_it(request, asked, person):
    assert request.getfixturevalue(person).post(URL, WORDS).status_code == 302


def test_the_commentary_owner_need_not_be_asked(analyst, service_manager, supervision):
    set_owner(actor=analyst.person, indicator=supervision, owner=service_manager.person)

    assert service_manager.post(URL, WORDS).status_code == 302


@pytest.mark.parametrize("person", ["outsider", "board_member", "team_manager"])
def test_others_may_not(request, asked, person):
    visitor = request.getfixturevalue(person)

    assert (visitor.get(URL).status_code, visitor.post(URL, WORDS).status_code) == (403, 403)


def test_the_figures_and_last_months_words_stand_beside_it(analyst, scorecard):
    analyst.post(URL.replace("2023-07", "2023-06"), WORDS | {"comment": "June’s words."})

    page = analyst.get(URL).content.decode()
    assert "June’s words." in page
    assert "Down, worse, 9.4 percentage points lower" in page


def test_a_half_year_has_no_status(analyst, half_years):
    url = "/performance/indicators/half-year-referrals-rate/2023-07/comment/"
    analyst.post(url, WORDS)

    assert Commentary.objects.get().status is None
    assert 'name="status"' not in analyst.get(url).content.decode()


def test_the_second_time_does_nothing(head_of_service, asked):
    head_of_service.post(URL, WORDS)
    head_of_service.post(URL, WORDS)

    assert Entry.objects.of(asked).count() == 3


def test_a_month_that_is_none_is_not_found(analyst):
    assert analyst.get(URL.replace("2023-07", "2023-13")).status_code == 404
