"""The share of audits graded Good or better, month by month, with limits by how many were graded."""

import datetime

from audits.calculations import MonthStanding
from audits.enums import Grade, Stage
from audits.models import Audit
from foundation.activity.models import Entry
from insight.calculations import MonthStage, no_grades
from insight.pages.over_time import over_time
from performance.models import DatedEvent
from tests.month_grades import july, june
from tests.performance.pages.reading import text_of

__all__ = ["july", "june"]
URL = "/insight/good-or-better/"
GIVEN = {"day": "2023-07-03", "words": "A new audit tool", "reason": "Its questions are other ones."}


def month_of(number: int, good: int, n: int, stage: Stage = Stage.AGREED) -> MonthStage:
    """The month so many after January 2022: of `n` audits `good` were Good, the others required improvement."""
    grades = no_grades() | {Grade.GOOD: good, Grade.REQUIRES_IMPROVEMENT: n - good}
    return MonthStage(datetime.date(2022 + number // 12, number % 12 + 1, 1), stage, n, grades, {}, MonthStanding())


def year(*later: MonthStage) -> list[MonthStage]:
    """Four or six of 25, by turns, for twelve months: a mean of 20%."""
    return [*(month_of(number, 4 + number % 2 * 2, 25) for number in range(12)), *later]


def test_limits_go_by_how_many_were_graded():
    control = over_time(year(month_of(12, 11, 25), month_of(13, 33, 100)), [])

    latest, before = control.rows[:2]
    assert (latest.figure, latest.total, latest.lower, latest.mean, latest.upper) == ("33.0", "100", "8.0", "20.0", "32.0")
    assert (before.figure, before.lower, before.upper, before.rule) == ("44.0", "0.0", "44.0", "")
    assert control.latest == "February 2023 is a signal, an improvement: outside the limits (above)."


def test_a_month_without_audits_is_a_gap_that_nothing_bridges():
    control = over_time(year(month_of(13, 5, 25)), [])

    gap = control.rows[1]
    assert (gap.period, gap.figure, gap.total, gap.lower, gap.rule) == ("January 2023", "–", "", "", "")
    line = next(layer for layer in control.picture.wide["layer"] if layer["mark"].get("point"))
    assert {"period": "Jan 2023", "value": None} in line["data"]["values"]
    assert line["mark"]["invalid"] == "break-paths-show-domains"


def test_months_before_moderation_are_named():
    assert "January 2023 is before moderation and may change." in over_time(year(month_of(12, 4, 25, Stage.PRE)), []).note


def test_equal_shares_of_differing_numbers_are_no_signal():
    months = [month_of(number, n // 5, n) for number, n in enumerate([10, 20, 5, 15, 25, 40, 10, 20, 5, 15, 25, 40, 10, 20])]

    assert over_time(months, []).signals == []


def test_the_page_says_how_far_it_is(lead, june, july):
    page = text_of(lead.get(URL).text)

    assert "Good or better: signal or noise" in page
    assert "There are no control limits yet: 2 of the 12 months that they need." in page
    assert lead.get(f"{URL}chart.svg").status_code == 404


def test_people_who_may_not_see_results_may_not_see_it(worker, june):
    assert [worker.get(address).status_code for address in (URL, f"{URL}chart.svg", f"{URL}restart/")] == [403, 403, 403]


def test_a_moderator_with_audits_to_grade_blind_is_told_which_month_is_left_out(moderator, june, july):
    Audit.objects.filter(pk=july[0].pk).update(moderator=moderator.person)

    page = moderator.get(URL)

    assert "You still have audits to moderate blind in July 2023." in text_of(page.text)


def test_limits_start_again_for_a_reason_and_are_taken_back_for_one(lead, june, july):
    answer = lead.post(f"{URL}restart/", GIVEN, follow=True)
    assert "Control limits start again in July 2023: A new audit tool." in text_of(answer.text)
    event = DatedEvent.objects.get()
    assert (event.beside_series, event.restarts_limits, event.added_by) == ("grades", True, lead.person)
    assert "Its questions are other ones." in text_of(answer.text)

    assert lead.post(f"{URL}{event.pk}/take-back/", {"reason": ""}).status_code == 200
    answer = lead.post(f"{URL}{event.pk}/take-back/", {"reason": "The questions are the same"}, follow=True)

    assert "Taken back by" in text_of(answer.text)
    assert Entry.objects.filter(verb="indicator.restart_taken_back").get().facts["reason"] == "The questions are the same"
    assert lead.post(f"{URL}{event.pk}/take-back/", {"reason": "They are the same, I think so too."}).status_code == 409


def test_others_may_not_let_them_start_again(auditor, director, june):
    assert [visitor.post(f"{URL}restart/", GIVEN).status_code for visitor in (auditor, director)] == [403, 403]
    assert not DatedEvent.objects.exists()


def test_a_restart_of_grades_is_no_event_of_indicators_and_the_other_way_round(lead, june):
    lead.post(f"{URL}restart/", GIVEN)
    event = DatedEvent.objects.get()

    assert lead.get(f"/performance/events/{event.pk}/take-back/").status_code == 404
    lead.post(
        "/performance/events/", {"day": "2023-05-12", "words": "Inspection", "indicator": "", "restarts_limits": "on", "reason": "Why"}
    )
    of_all = DatedEvent.objects.get(beside_series="")
    assert lead.get(f"{URL}{of_all.pk}/take-back/").status_code == 404
