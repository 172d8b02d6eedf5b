"""Control limits that start again at a dated event, for a reason, and what is taken back of it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from performance.models import DatedEvent
from performance.services import add_event, remove_event, take_back_restart
from tests.performance.pages.reading import text_of
from tests.performance.pages.test_indicator import long_table
from tests.performance.pages.test_signals import STEP, monthly, page_of, signals

__all__ = ["monthly"]
AUGUST = datetime.date(2022, 8, 15)
GIVEN = {"day": "2022-08-15", "words": "Counted by a new rule", "reason": "Visits by video count from then on."}


@pytest.fixture
def stepped(monthly, tmp_path):
    long_table(tmp_path, "Visits", STEP)
    return monthly


@pytest.fixture
def restarted(analyst, stepped):
    return add_event(
        actor=analyst.person, day=AUGUST, words=GIVEN["words"], indicator=stepped, restarts_limits=True, reason=GIVEN["reason"]
    )


def restart_address(indicator) -> str:
    return f"/performance/indicators/{indicator.slug}/restart/"


def test_it_works(analyst, stepped):
    assert f'href="{restart_address(stepped)}"' in page_of(analyst, stepped.slug)

    done = analyst.post(restart_address(stepped), GIVEN, follow=True)

    assert "Control limits start again in August 2022: Counted by a new rule." in text_of(done.text)
    page = page_of(analyst, stepped.slug)
    assert signals(page) == {}
    said = text_of(page)
    assert "August 2021 to July 2022: mean 50.25, limits" in said
    assert "August 2022 to July 2023 (from then on: Counted by a new rule): mean 70.08, limits" in said


def test_who_said_so_when_and_why_is_on_the_chart_and_beside_it(analyst, outsider, restarted):
    page = page_of(outsider, restarted.indicator.slug)
    who = f"{analyst.person}, {uk_date(today())}"

    assert f"Control limits start again here. Visits by video count from then on. {who}." in text_of(page)
    picture = outsider.get(f"/performance/indicators/{restarted.indicator.slug}/control.svg").text
    written = " ".join(text_of(picture).split())
    assert "1: limits start again in August 2022. Counted by a new rule." in written
    assert "Visits by video count from then on." in written
    assert str(analyst.person) in written


def test_it_leaves_a_trace(analyst, restarted):
    entry = Entry.objects.get(verb="indicator.event_added")

    assert (entry.actor, entry.facts["restarts_limits"], entry.facts["reason"]) == (analyst.person, True, GIVEN["reason"])


def test_without_a_reason_nothing_starts_again(analyst, stepped):
    answer = analyst.post(restart_address(stepped), {**GIVEN, "reason": " "})
    at_events = analyst.post("/performance/events/", {**GIVEN, "indicator": "", "reason": "", "restarts_limits": "on"})

    assert "Counted by a new rule" in answer.text
    assert "Say why the level is another one from then on." in text_of(at_events.text)
    assert not DatedEvent.objects.exists()


def test_the_database_keeps_no_restart_without_a_reason(analyst, stepped):
    with pytest.raises(IntegrityError), transaction.atomic():
        DatedEvent.objects.create(day=AUGUST, words="New rule", restarts_limits=True, added_by=analyst.person)


def test_a_day_to_come_is_refused(analyst, stepped):
    assert "The day must be today or before" in analyst.post(restart_address(stepped), {**GIVEN, "day": "2041-08-15"}).text


def test_a_colleague_who_brings_no_figures_may_not(outsider, auditor, restarted):
    for visitor in (outsider, auditor):
        assert visitor.get(restart_address(restarted.indicator)).status_code == 403
        assert visitor.post(f"/performance/events/{restarted.pk}/take-back/", {"reason": "No"}).status_code == 403
        assert "Start the control limits again" not in page_of(visitor, restarted.indicator.slug)
    with pytest.raises(PermissionDenied):
        take_back_restart(actor=outsider.person, event=restarted, reason="No")


def test_it_is_taken_back_for_a_reason(lead, outsider, restarted):
    address = f"/performance/events/{restarted.pk}/take-back/"
    assert "Control limits start again in August 2022" in text_of(lead.get(address).text)
    assert lead.post(address, {"reason": ""}).status_code == 200

    lead.post(address, {"reason": "The old rule came back"})

    page = page_of(outsider, restarted.indicator.slug)
    assert len(signals(page)) >= 12
    assert f"Taken back by {lead.person}, {uk_date(today())}: The old rule came back" in text_of(page)
    assert "limits start again" not in outsider.get(f"/performance/indicators/{restarted.indicator.slug}/control.svg").text
    entry = Entry.objects.get(verb="indicator.restart_taken_back")
    assert (entry.actor, entry.facts["reason"]) == (lead.person, "The old rule came back")


def test_it_is_taken_back_once(lead, analyst, restarted):
    take_back_restart(actor=lead.person, event=restarted, reason="The old rule came back")

    answer = analyst.post(f"/performance/events/{restarted.pk}/take-back/", {"reason": "I think so too"})

    assert answer.status_code == 409
    assert f"taken back already, by {lead.person}" in text_of(answer.text)
    assert "I think so too" in text_of(answer.text)
    with pytest.raises(ValidationError, match="taken back already"):
        take_back_restart(actor=analyst.person, event=restarted, reason="Again")


def test_one_at_which_limits_start_again_is_not_removed(analyst, restarted):
    with pytest.raises(ValidationError, match="Take that back, with a reason"):
        remove_event(actor=analyst.person, event=restarted)
    answer = analyst.post(f"/performance/events/{restarted.pk}/remove/", follow=True)

    assert "Take that back, with a reason." in text_of(answer.text)
    assert DatedEvent.objects.get() == restarted


def test_looking_changes_nothing(analyst, restarted):
    before = list(DatedEvent.objects.values())
    for address in (restart_address(restarted.indicator), f"/performance/events/{restarted.pk}/take-back/", "/performance/events/"):
        assert analyst.get(address).status_code == 200

    assert list(DatedEvent.objects.values()) == before


def test_an_event_of_other_figures_is_beside_no_indicator(analyst, stepped):
    add_event(actor=analyst.person, day=AUGUST, words="A new audit tool", restarts_limits=True, reason="Other questions", series="grades")

    assert "A new audit tool" not in page_of(analyst, stepped.slug)
    assert "A new audit tool" not in analyst.get("/performance/events/").text
