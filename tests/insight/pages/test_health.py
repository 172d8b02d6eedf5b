"""/insight/health/: each measure with its figure, trend and target, for whom it may be shown to; its files and its rows."""

import csv
import datetime
import io
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from audits.enums import AuditState, Stage, Voice, VoiceOutcome
from audits.models import Audit, VoiceHeard
from foundation.accounts.enums import Role
from foundation.council.clock import frozen_clock
from insight.enums import HealthMeasure
from insight.health.services.targets import set_health_target
from performance.models import MonthRelease
from tests.browser import assert_accessible, sign_in
from tests.month_grades import JULY, JUNE, OVERALL, add_judgements, add_month, alter, count_all_again, month_of
from tests.people import add_person

URL = "/insight/health/"
MAY = month_of("2023-05")
NO_ONE = ["worker", "outsider"]
READERS = ["lead", "director", "head_of_service", "service_manager", "auditor", "moderator", "analyst", "board_member", "administrator"]
# Their rows would be people and what was found of their grades, or stand on a page of their own.
NO_ROWS = (HealthMeasure.DRIFT, HealthMeasure.SPREAD, HealthMeasure.TRAINED)
JUNE_ALONE = {"from": "2023-06", "to": "2023-06"}


@pytest.fixture(autouse=True)
def late_summer():
    with frozen_clock(datetime.date(2023, 8, 31)):
        yield


def words(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode().replace("</t", " </t")).replace("&#x27;", "’"))


def of_measure(response, measure: str) -> str:
    """What the page says of one measure."""
    (block,) = re.findall(rf'<section class="qa-measure" aria-labelledby="{measure}">.*?</section>', response.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", strip_tags(block.replace("</t", " </t")).replace("&#x27;", "’"))


def heard(audits: list[Audit], obtained: int) -> None:
    outcomes = [VoiceOutcome.OBTAINED] * obtained + [VoiceOutcome.NOT_SOUGHT] * (len(audits) - obtained)
    VoiceHeard.objects.bulk_create(
        VoiceHeard(audit=audit, voice=Voice.CHILD, outcome=outcome) for audit, outcome in zip(audits, outcomes, strict=True)
    )
    count_all_again()


@pytest.fixture
def two_months(db) -> tuple[list[Audit], list[Audit]]:
    """Twelve audits of May, six with a child’s feedback; fourteen of June, twelve with it."""
    may, june = (add_month(month, {OVERALL: "G " * count}, {OVERALL: "G " * count}) for month, count in ((MAY, 12), (JUNE, 14)))
    heard(may, 6), heard(june, 12)
    return may, june


def test_a_measure_has_its_question_its_share_and_its_interval(lead, two_months):
    text = of_measure(lead.get(URL, JUNE_ALONE), "feedback-obtained")

    assert "Do children’s and families’ views inform what you find?" in text
    assert "86% 12 of 14 audits; 95% interval 60–96%" in text
    assert "6 of 12 (50%) in the months before: no evidence of a change (p = 0.09)." in text
    assert "No target is set." in text
    assert "June 2023 14 12 86%" in text


def test_too_few_are_counted_and_not_judged(lead, director):
    heard(add_month(JUNE, {OVERALL: "G " * 9}), 9)
    set_health_target(actor=lead.person, measure=HealthMeasure.FEEDBACK_OBTAINED, percentage=80, from_when=MAY, by_when=JULY)

    text = of_measure(lead.get(URL, JUNE_ALONE), "feedback-obtained")

    assert "Not enough data 9 of 9 audits so far. From 10 on a share is shown." in text
    assert "Not enough data Target from 1 May 2023: at least 80% by 1 July 2023." in text


@pytest.mark.parametrize(
    ("percentage", "by_when", "said"),
    [
        (80, "2023-12-31", "Met Target from 1 January 2023: at least 80% by 31 December 2023."),
        (90, "2023-12-31", "Not met yet Target from 1 January 2023: at least 90% by 31 December 2023."),
        (90, "2023-06-29", "Missed Target from 1 January 2023: at least 90% by 29 June 2023."),
    ],
)
def test_a_target_is_met_not_met_yet_or_missed_as_of_the_last_day(lead, two_months, percentage, by_when, said):
    first, last = datetime.date(2023, 1, 1), datetime.date.fromisoformat(by_when)
    set_health_target(actor=lead.person, measure=HealthMeasure.FEEDBACK_OBTAINED, percentage=percentage, from_when=first, by_when=last)

    text = of_measure(lead.get(URL, JUNE_ALONE), "feedback-obtained")

    assert said in text
    assert "The interval lies on both sides of it, so this may be chance." in text


def test_twelve_months_are_shown_unless_others_are_chosen(lead, two_months):
    add_month(month_of("2022-01"), {OVERALL: "G"})

    assert "July 2022 to June 2023" in words(lead.get(URL))
    assert "January 2022" in words(lead.get(URL, {"from": "2022-01", "to": "2022-01"}))


def test_before_the_first_audit_there_is_nothing_to_show(lead):
    assert "There is nothing to show until the first audit is submitted." in words(lead.get(URL))


@pytest.mark.parametrize("who", READERS)
def test_everybody_who_reads_results_reads_it_and_no_auditor_is_named(request, who, two_months):
    Audit.objects.update(auditor=add_person("Osric Vane", Role.AUDITOR))

    text = words(request.getfixturevalue(who).get(URL, JUNE_ALONE))

    assert "Line of sight" in text
    assert "Osric" not in text


@pytest.mark.parametrize("who", NO_ONE)
def test_practitioners_do_not(request, who, two_months):
    visitor = request.getfixturevalue(who)

    assert {visitor.get(URL).status_code, visitor.get(f"{URL}moderated/").status_code} == {403}


@pytest.mark.parametrize("who", ["board_member", "head_of_service", "analyst", "auditor"])
def test_a_month_of_fewer_than_five_is_in_no_figure_for_a_wider_audience(request, who, two_months):
    heard(add_month(JULY, {OVERALL: "G " * 4}, {OVERALL: "G " * 4}), 1)
    asked = {"from": "2023-06", "to": "2023-07"}

    text = of_measure(request.getfixturevalue(who).get(URL, asked), "feedback-obtained")

    assert "12 of 14 audits" in text
    assert "July 2023" not in text
    assert "13 of 18" in of_measure(request.getfixturevalue("lead").get(URL, asked), "feedback-obtained")


def test_so_few_audits_are_not_shown_at_all(board_member):
    heard(add_month(JUNE, {OVERALL: "G " * 4}, {OVERALL: "G " * 4}), 4)

    text = of_measure(board_member.get(URL), "feedback-obtained")

    assert "Not shown: fewer than five" in text
    assert "4 of 4" not in text


def test_how_many_auditors_drift_is_not_said_of_fewer_than_five(board_member, lead, auditor):
    audits = add_month(JUNE, {OVERALL: "G " * 10}, {OVERALL: "RI " * 10})
    add_judgements(audits, Stage.MODERATOR, {OVERALL: "RI " * 10})
    alter(audits, auditor=auditor.person, finished_on=JULY)

    assert "1 of 1 auditors" in of_measure(lead.get(URL), "drift")
    assert "Not shown" in of_measure(board_member.get(URL), "drift")
    assert "Not shown" in of_measure(board_member.get(URL), "spread")


def test_the_board_reads_nothing_of_a_month_that_is_not_released(board_member, lead, two_months):
    MonthRelease.objects.filter(month=JUNE).delete()
    asked = {"from": "2023-05", "to": "2023-06"}

    assert "6 of 12 audits" in of_measure(board_member.get(URL), "feedback-obtained")
    assert "June 2023" not in words(board_member.get(URL, asked))
    assert "18 of 26 audits" in of_measure(lead.get(URL, asked), "feedback-obtained")


def test_a_month_that_a_moderator_still_grades_blind_is_in_no_figure_of_theirs(moderator, lead, two_months):
    _, june = two_months
    Audit.objects.filter(pk=june[0].pk).update(state=AuditState.SUBMITTED, moderator=moderator.person)
    asked = {"from": "2023-05", "to": "2023-06"}
    page = moderator.get(URL, asked)

    assert "June 2023 is left out for you" in words(page)
    assert "6 of 12 audits" in of_measure(page, "feedback-obtained")
    assert "18 of 26 audits" in of_measure(lead.get(URL, asked), "feedback-obtained")
    assert june[1].number not in {row.record.number for row in moderator.get(f"{URL}moderated/", asked).context["table"].rows}


def test_files_hold_every_measure_its_months_and_its_parts(lead, two_months):
    set_health_target(actor=lead.person, measure=HealthMeasure.FEEDBACK_OBTAINED, percentage=80, from_when=MAY, by_when=JULY)
    response = lead.get(URL, {**JUNE_ALONE, "export": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert len(rows) == len(HealthMeasure)
    (row,) = [row for row in rows if row["Measure"] == HealthMeasure.FEEDBACK_OBTAINED.label]
    assert [row[name] for name in ("Counted", "Out of", "%", "95% interval from (%)", "Counted before")] == ["12", "14", "86", "60", "6"]
    assert [row[name] for name in ("Target (%)", "At least or at most", "Target by", "Target is")] == [
        "80",
        "at least",
        "2023-07-01",
        "Met",
    ]
    assert lead.get(URL, {**JUNE_ALONE, "export": "xlsx"})["Content-Type"].endswith("sheet")


def test_rows_behind_are_those_that_somebody_may_read(lead, head_of_service, board_member, two_months, elm_team):
    _, june = two_months
    Audit.objects.filter(pk__in=[audit.pk for audit in june[:3]]).update(team=elm_team)
    rows = f"{URL}feedback-obtained/"

    assert len(lead.get(rows, JUNE_ALONE).context["table"].rows) == 14
    assert len(lead.get(rows, {**JUNE_ALONE, "counted": "no"}).context["table"].rows) == 2
    of_hers = {row.record.number for row in head_of_service.get(rows, JUNE_ALONE).context["table"].rows}
    assert of_hers == {each.number for each in june[:3]}
    assert board_member.get(rows, JUNE_ALONE).status_code == 403
    assert "The audits behind this" not in words(board_member.get(URL))


@pytest.mark.parametrize("measure", [each for each in HealthMeasure if each.value not in ("drift", "spread", "trained", "voices-obtained")])
def test_each_measure_with_rows_has_its_list_and_its_file(lead, two_months, measure):
    rows = f"{URL}{measure.value}/"

    assert lead.get(rows).status_code == 200
    assert lead.get(rows, {"export": "csv"}).status_code == 200


@pytest.mark.parametrize("measure", ["drift", "trained", "voices-obtained", "no-such"])
def test_others_have_none(lead, two_months, measure):
    assert lead.get(f"{URL}{measure}/").status_code == 404


def test_leaders_are_listed_only_for_those_who_read_every_audit(lead, director, head_of_service, two_months):
    assert "Helen Frost Head of service No No" in words(lead.get(f"{URL}leaders/"))
    assert director.get(f"{URL}leaders/").status_code == 200
    assert head_of_service.get(f"{URL}leaders/").status_code == 403


@pytest.mark.parametrize("who", ["lead", "board_member", "moderator"])
def test_the_page_asks_the_same_number_of_queries_whatever_there_is(request, who, auditor):
    visitor = request.getfixturevalue(who)
    heard(add_month(JUNE, {OVERALL: "G"}, {OVERALL: "G"}), 1)
    counts = [queries(visitor)]
    for month in (MAY, JULY, month_of("2023-04")):
        audits = add_month(month, {OVERALL: "G G G"}, {OVERALL: "G RI G"})
        add_judgements(audits, Stage.MODERATOR, {OVERALL: "G RI G"})
        heard(audits, 2)
    alter(Audit.objects.all(), auditor=auditor.person)
    counts.append(queries(visitor))

    assert counts[1] <= counts[0] <= 27, counts


def queries(visitor) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert visitor.get(URL).status_code == 200
    return len(found)


@pytest.mark.browser
def test_the_page_is_accessible_and_fits_a_desk_and_a_phone(live, page, phone, lead, two_months):
    for window in (page, phone):
        sign_in(window, live, lead)
        window.goto(live + URL)

        assert_accessible(window)
        assert window.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
