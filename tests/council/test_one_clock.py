"""Moments that people read are on the council's day, which a demo fixes: no page has two calendars."""

import datetime
import re

import pytest
from django.utils import timezone

from foundation.accounts.services import change_council
from foundation.activity.models import Entry
from foundation.council.clock import in_our_days, now
from foundation.council.models import Council
from foundation.sending.models import KeptForm
from tests.architecture.source import ROOT, templates
from tests.performance.imports.test_long_uploads import checked, long_file
from tests.replay import replayed

DAY = datetime.date(2023, 8, 2)


@pytest.fixture
@replayed
def _demo(db):
    Council.objects.update_or_create(pk=1, defaults={"demo_day": DAY})


@pytest.mark.usefixtures("_demo")
def test_the_trail_is_read_on_the_day_of_the_demo_at_the_real_time(administrator):
    change_council(actor=administrator.person, name="Elmshire")
    entry = Entry.objects.latest("pk")

    assert (entry.moment.date(), entry.moment.time()) == (DAY, timezone.localtime(entry.at).time())


@pytest.mark.usefixtures("_demo")
def test_a_moment_of_yesterday_is_the_day_before_the_day_of_the_demo():
    assert in_our_days(timezone.now() - datetime.timedelta(days=1)).date() == DAY - datetime.timedelta(days=1)


def test_without_a_demo_a_moment_is_itself(db):
    moment = timezone.now()

    assert in_our_days(moment) == moment
    assert abs(now() - moment) < datetime.timedelta(minutes=1)


@pytest.mark.usefixtures("_demo")
def test_words_that_were_kept_say_the_day_of_the_demo(lead):
    KeptForm.objects.create(person=lead.person, kept_at=timezone.now(), path="/", fields=[["why", "Because of the plan."]])

    assert "Written 2 August 2023" in lead.get("/kept-words/").text


@pytest.mark.usefixtures("_demo")
def test_a_long_file_was_checked_on_the_day_of_the_demo(analyst, do_waiting_jobs):
    page = analyst.get(checked(analyst, do_waiting_jobs, long_file())).text

    assert "Checked at 2 August 2023" in page


# Of what is stored, these are moments of the machine; each has a property that says the council's.
REAL = ("kept_at", "asked_at", "sent_at", "uploaded_at", "brought_at", "created", "shown_at", r"\.at")


@pytest.mark.parametrize("template", templates(), ids=str)
def test_no_page_shows_a_moment_of_the_machine(template):
    shown = re.findall(rf"\{{\{{[^}}]*(?:{'|'.join(REAL)})\|(?:date|uk_date)", (ROOT / template).read_text())

    assert shown == []
