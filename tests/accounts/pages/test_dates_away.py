"""`/settings/away/` for everyone; `/settings/people/<number>/away/` for administrators."""

import datetime

import pytest

from foundation.accounts.models import Absence
from tests.accounts.trail import trail_of
from tests.replay import replayed

MINE = "/settings/away/"
FROM, TO = datetime.date(2040, 8, 20), datetime.date(2040, 8, 31)
DATES = {"first_day": FROM.isoformat(), "last_day": TO.isoformat()}


@pytest.fixture
@replayed
def absence(worker) -> Absence:
    return Absence.objects.create(person=worker.person, first_day=FROM, last_day=TO)


def test_anyone_notes_their_own_dates(worker):
    page = worker.post(MINE, DATES, follow=True).content.decode()

    assert worker.person.is_away(datetime.date(2040, 8, 31))
    assert "20 August 2040 to 31 August 2040" in page
    assert trail_of(worker.person) == ["noted dates away"]


def test_the_second_time_does_nothing(worker):
    worker.post(MINE, DATES)
    worker.post(MINE, DATES)

    assert worker.person.absences.count() == 1
    assert trail_of(worker.person) == ["noted dates away"]


@pytest.mark.parametrize(("first", "last"), [("2040-08-31", "2040-09-09"), ("2040-08-01", "2040-09-30"), ("2040-08-22", "2040-08-23")])
def test_dates_that_overlap_others_are_refused_in_words(worker, absence, first, last):
    page = worker.post(MINE, {"first_day": first, "last_day": last}).content.decode()

    assert "Noted already: Will Okafor away 20 August 2040 to 31 August 2040. Remove those dates first" in page
    assert worker.person.absences.get() == absence


def test_the_last_day_is_not_before_the_first(worker):
    page = worker.post(MINE, {"first_day": "2040-08-31", "last_day": "2040-08-20"}).content.decode()

    assert "Last day away must be the same as or after the first day away" in page
    assert not worker.person.absences.exists()


def test_administrator_notes_and_removes_anyones(administrator, worker):
    administrator.post(f"/settings/people/{worker.person.pk}/away/", DATES)
    noted = worker.person.absences.get()
    administrator.post(f"/settings/away/{noted.pk}/remove/")

    assert not worker.person.absences.exists()
    assert trail_of(worker.person) == ["noted dates away", "removed dates away"]


def test_a_colleague_may_not_note_anothers(lead, worker):
    assert lead.post(f"/settings/people/{worker.person.pk}/away/", DATES).status_code == 403


def test_a_colleague_cannot_remove_anothers(lead, absence):
    assert lead.post(f"/settings/away/{absence.pk}/remove/").status_code == 404
    assert Absence.objects.filter(pk=absence.pk).exists()


def test_removing_is_not_done_by_looking(worker, absence):
    assert worker.get(f"/settings/away/{absence.pk}/remove/").status_code == 405
    worker.post(f"/settings/away/{absence.pk}/remove/")
    # Pressed again, it leads where it led the first time, and takes away nothing else.
    assert worker.post(f"/settings/away/{absence.pk}/remove/").url == "/settings/away/"
