"""What a visiting QA lead finds in the demo on 31 August 2023."""

import csv
import re
from io import StringIO

import pytest
from lxml import html

from audits.models import Audit, ReflectiveConversation
from performance.models import Value
from tests.tables import table_on, words

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures

JUNE, JULY = "2023-06-01", "2023-07-01"


def text_of(visitor, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def lead(as_person):
    return as_person("Naomi Fielding")


def audits_of(month: str):
    return Audit.objects.filter(cycle__month=month)


def test_a_banner_says_what_it_is_and_which_day(lead):
    assert "Today is 31 August 2023" in text_of(lead, "/")


def test_july_has_nine_submitted_of_fourteen_expected_and_none_moderated(lead):
    assert (audits_of(JULY).submitted().count(), audits_of(JULY).finished().count()) == (9, 0)
    assert "14" in text_of(lead, "/cycles/2023-07/")


def test_one_auditor_is_late_and_another_is_away(lead):
    july = text_of(lead, "/cycles/2023-07/")

    assert "Grace Adeyemi" in july
    assert "Kwame Mensah" in july


def test_one_record_is_withdrawn_with_its_reason(lead):
    withdrawn = audits_of(JULY).get(state="withdrawn")

    assert "Transferred to another council. The family moved on 20 July." in text_of(lead, withdrawn.get_absolute_url())


def test_one_inadequate_waits_for_the_team(as_person):
    waiting = Audit.objects.awaiting_response().get()

    assert f"Respond to audit {waiting.pk}" in text_of(as_person(waiting.team.manager.name), "/")


def test_a_risk_of_july_was_acknowledged_in_25_minutes_and_closed(lead):
    page = text_of(lead, "/cycles/2023-07/")

    assert "1 flag that a child may be at risk now." in page
    assert "1 of 1 acknowledged, after 25 minutes." in page
    assert "1 of 1 closed, after 1 day 5 hours." in page


def test_the_report_says_how_fast_and_names_nobody(lead):
    report = text_of(lead, "/reports/2023-06-to-2023-07/")

    assert "1 flag that a child may be at risk now. 1 of 1 acknowledged, after 25 minutes." in report
    assert "Kwame Mensah" not in report


def test_one_reflective_conversation_of_june_is_held_and_one_waits(as_person, demo, db):
    of_june = ReflectiveConversation.objects.filter(audit__cycle__month=JUNE)
    held, waiting = of_june.get(held_on__isnull=False), of_june.waiting().get()

    assert "The plan had grown so long" in text_of(as_person(held.audit.allocated_worker.name), held.get_absolute_url())
    assert f"Hold the reflective conversation on audit {waiting.audit_id}" in text_of(
        as_person(waiting.audit.team.service.manager.name), "/"
    )


def test_the_auditors_know_whom_to_ring_and_who_is_told(as_person, demo, db):
    started = Audit.objects.filter(state="in_progress").latest("pk")

    page = text_of(as_person(started.auditor.name), f"/audits/{started.pk}/risk/")

    assert "01632 960 123" in page
    assert "Catherine Boyle, Head of Safeguarding" in page


def test_both_goods_of_june_are_care_experienced_adults_with_personal_advisers(demo, db):
    goods = audits_of(JUNE).filter(judgements__stage="agreed", judgements__domain=None, judgements__grade="G")

    assert (
        sorted(goods.values_list("plan_type", "age_band", "allocated_worker__job_title"))
        == [("care_experienced", "18-25", "Personal Adviser")] * 2
    )


def test_an_audit_of_june_was_downgraded_with_its_reason(lead):
    downgraded = audits_of(JUNE).get(judgements__stage="pre", judgements__domain=None, judgements__grade="G", plan_type="cared_for")

    assert "Agreed with the auditor in discussion" in text_of(lead, downgraded.get_absolute_url())


def test_six_review_meetings_were_seen_in_june_by_the_iro_team_manager(demo, db):
    from observations.models import Observation

    seen = Observation.objects.filter(cycle__month=JUNE).recorded()

    assert list(seen.values_list("kind", "observer__job_title")) == [("review_meeting", "IRO Team Manager")] * 6


@pytest.fixture
def tracker(lead) -> dict[str, dict[str, str]]:
    """The open actions as the tracker exports them, by what must change."""
    rows = csv.DictReader(StringIO(lead.get("/actions/?view=all&state=open&export=csv").content.decode("utf-8-sig")))
    return {row["Action"]: row for row in rows}


def test_an_action_is_twelve_working_days_late(tracker, lead):
    late = tracker["Hold a planning meeting and send out its minutes"]

    assert late["Working days late"] == "12"
    assert "12 working days late" in text_of(lead, f"/actions/{late['Number']}/")


def test_an_action_was_extended_and_keeps_its_first_due_date(tracker):
    extended = tracker["Update the assessment with school and health"]

    assert (extended["First due"], extended["Due"]) == ("2023-08-18", "2023-09-15")


def test_an_action_was_returned_by_its_verifier(tracker, lead):
    returned = tracker["Give every task in the plan a name and a date"]

    assert "four of the tasks still say “ongoing”" in text_of(lead, f"/actions/{returned['Number']}/")


@pytest.mark.parametrize(("month", "rate"), [("2023-04-01", "769.2"), ("2023-05-01", "746.2"), (JUNE, "728.9"), (JULY, "703.9")])
def test_the_referral_rate_fell_as_the_story_says(demo, db, month, rate):
    value = Value.objects.get(indicator__label="Referral starts in last 12 months", indicator__unit__startswith="rate", month=month)

    assert f"{value.value:.1f}" == rate


def test_two_neighbours_figures_for_child_protection_are_flagged(lead):
    scorecard = text_of(lead, "/performance/?month=2023-07")

    assert "63.5" in scorecard
    assert "50" in scorecard


def test_the_report_is_ready_but_for_two_comments(lead):
    missing = [lack.text for lack in lead.get("/reports/2023-06-to-2023-07/").context["lacks"]]

    assert [text for text in missing if text.startswith("Comment")] == [
        "Comment on Vacancy rate",
        "Comment on Three or more social workers",
    ]


def test_the_report_of_the_summer_is_reviewed_with_one_comment_open_and_one_resolved(lead):
    report = text_of(lead, "/reports/2023-06-to-2023-07/")

    assert "1 open comment on Summary" in report
    assert '1 resolved comment<span class="govuk-visually-hidden"> on Missing children' in report


def test_a_month_first_shown_before_moderation_is_restated(lead):
    report = text_of(lead, "/reports/2023-06-to-2023-07/")

    assert "May 2023 was first shown before moderation:" in report


def test_loading_again_keeps_what_is_there(demo, db):
    from django.core.management import call_command

    before = Audit.objects.count()
    call_command("load_demo")

    assert Audit.objects.count() == before


def test_supervision_recorded_stands_beside_nine_of_nine_for_oversight(lead):
    page = lead.get("/insight/grades/?from=2023-07&to=2023-07")
    graded = {row["Domain"]: row["Requires improvement"] for row in table_on(page, "July 2023, before moderation")}

    assert "63.4" in words(html.fromstring(page.content.decode()))
    assert re.match(r"9 [^(]*\(100%\)", graded["Management oversight and supervision"])
