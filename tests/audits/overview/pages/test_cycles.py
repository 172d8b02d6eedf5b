"""/cycles/, /cycles/new/, /cycles/2023-06/ and its plan."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.auditing.services.auditing import submit_audit
from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.models import Audit, Cycle
from audits.moderation.services.moderation import withdraw_audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from tests.audit_stages import JUNE, grade_all
from tests.people import Visitor, add_person
from tests.reading import text_of
from tests.tables import table_on

LIST, PLAN = "/cycles/", "/cycles/new/"
PAGE, CHANGE = "/cycles/2023-06/", "/cycles/2023-06/change/"
MODERATION = {"moderation_rule": "all", "blind": "yes", "mode": "desk"}
JULY = {"month_month": "7", "month_year": "2023", "theme": "Supervision", "expected": "14", **MODERATION}


def sentences(cycle: Cycle) -> list[str]:
    return [entry.sentence for entry in Entry.objects.of(cycle)]


def test_the_lead_plans_a_month(lead):
    response = lead.post(PLAN, JULY, follow=True)

    cycle = Cycle.objects.get()
    assert (cycle.month, cycle.theme, cycle.expected) == (datetime.date(2023, 7, 1), "Supervision", 14)
    assert response.redirect_chain == [("/cycles/2023-07/", 302)]
    assert sentences(cycle) == ["planned the month"]


def test_a_month_is_planned_once(lead, cycle):
    response = lead.post(PLAN, JULY | {"month_month": "6"})

    assert "June 2023 is planned already. Open it to change its plan." in text_of(response)
    assert Cycle.objects.count() == 1


def test_the_next_month_is_suggested(lead, cycle):
    form = lead.get(PLAN).context["form"]

    assert (form.initial["month"], form.initial["expected"]) == (datetime.date(2023, 7, 1), 14)


def test_due_dates_are_suggested_for_the_month_that_is_planned(lead, cycle):
    form = lead.get(PLAN, {"month": "2023-12"}).context["form"]

    # December 2023: the 15th working day is the 21st; five working days before its end is the 21st too, for two are bank holidays.
    assert (form.initial["audits_due"], form.initial["moderation_due"]) == (datetime.date(2023, 12, 21), datetime.date(2023, 12, 21))


def test_a_month_that_is_none_suggests_the_next(lead, cycle):
    assert lead.get(PLAN, {"month": "nonsense"}).context["form"].initial["month"] == datetime.date(2023, 7, 1)


def test_dates_in_the_wrong_order_are_named_by_their_field(lead):
    dates = {"audits_due": "2023-07-21", "moderation_due": "2023-07-14"}

    form = lead.post(PLAN, JULY | dates).context["form"]

    assert form.errors == {"moderation_due": ["Moderation must be due on or after the day on which the audits are due."]}


def test_the_lead_changes_the_plan_and_gives_the_reason_for_a_shortfall(lead, cycle):
    changed = MODERATION | {"moderation_rule": "none"}
    lead.post(CHANGE, {"theme": "Plans", "expected": "14", "shortfall_reason": "Five auditors were ill.", **changed})

    changed = Cycle.objects.get()
    assert (changed.theme, changed.moderation_required, changed.shortfall_reason) == ("Plans", False, "Five auditors were ill.")
    assert sentences(cycle) == ["planned the month", "changed the month’s plan"]


def test_fewer_records_than_expected_point_to_the_reason_in_the_plan(lead, cycle):
    lead.post(CHANGE, {"expected": "14", "shortfall_reason": "Five auditors were ill.", **MODERATION})

    assert "0 of 14 expected; the reason for the shortfall is in the plan" in text_of(lead.get(cycle.get_absolute_url()))


def test_the_same_plan_again_leaves_no_trace(lead, cycle):
    form = lead.get(CHANGE).context["form"]
    same = {name: form[name].value() or "" for name in form.fields}

    lead.post(CHANGE, same)

    assert sentences(cycle) == ["planned the month"]


def test_the_year_shows_each_month_with_its_progress(lead, submitted_audit):
    page = text_of(lead.get(LIST))

    assert "1 of 14 expected submitted" in page
    assert "Children’s part in their plans" in page
    assert "Moderating" in page


def test_another_year_has_its_own_tab(lead, cycle):
    plan_cycle(actor=lead.person, month=datetime.date(2022, 3, 1))

    assert "June 2023" in text_of(lead.get(LIST))
    assert "June 2023" not in text_of(lead.get(LIST, {"year": "2021"}))
    assert "March 2022" in text_of(lead.get(LIST, {"year": "2021"}))
    assert "June 2023" in text_of(lead.get(LIST, {"year": "nonsense"}))


def test_a_year_has_twelve_months_from_april_planned_or_not(lead, cycle):
    months = table_on(lead.get(LIST))

    assert [months[at]["Month"] for at in (0, 2, 11)] == ["April 2023", "June 2023", "March 2024"]
    assert [row["Month"] for row in months if not row["Theme"].startswith("Plan ")] == ["June 2023"]
    assert len(months) == 12


def test_each_unplanned_month_can_be_planned_by_the_lead_alone(lead, director, cycle):
    assert '/cycles/new/?month=2023-09"' in text_of(lead.get(LIST))
    assert "/cycles/new/" not in text_of(director.get(LIST))


def test_leaders_look_and_do_not_plan(director, head_of_service, cycle):
    for leader in (director, head_of_service):
        assert "Plan a month" not in text_of(leader.get(LIST))
        assert leader.get(PAGE).status_code == 200
        assert leader.post(PLAN, JULY).status_code == 403
        assert leader.post(CHANGE, JULY).status_code == 403


def test_others_are_refused(outsider, auditor, board_member, cycle):
    for other in (outsider, auditor, board_member):
        assert [other.get(url).status_code for url in (LIST, PLAN, PAGE, CHANGE)] == [403] * 4


def test_a_month_that_is_not_planned_gets_404(lead, cycle):
    assert [lead.get(f"/cycles/{code}/").status_code for code in ("2023-05", "2023-13", "june", "²023-06")] == [404] * 4


def test_the_stages_say_how_far_each_is(lead, submitted_audit):
    page = lead.get(PAGE).context["page"]

    assert [(stage.text, stage.status) for stage in page.stages] == [
        ("Records added", "In progress"),
        ("Allocated", "Complete"),
        ("Audits", "Complete"),
        ("Moderation", "Not started"),
        ("Feedback", "Not started"),
        ("Observations", "Not needed"),
        ("Voices", "Not started"),
        ("Findings and report", ""),
    ]


def test_the_main_act_is_the_next_undone_stage(lead, cycle):
    assert lead.get(PAGE).context["page"].next_stage.act == "Draw a sample"

    change_cycle(actor=lead.person, cycle=cycle, expected=1)
    Audit.objects.create(cycle=cycle, tool=cycle.tool, case_id="C-1")

    assert lead.get(PAGE).context["page"].next_stage.href == "/cycles/2023-06/allocation/"


def test_late_people_are_named_to_the_lead_alone(lead, director, auditor, allocated_audit):
    with frozen_clock(datetime.date(2023, 6, 28)):
        assert "3 working days late" in text_of(lead.get(PAGE))
        assert "working days late" not in text_of(director.get(PAGE))


def test_someone_away_is_not_chased(lead, auditor, allocated_audit):
    Absence.objects.create(person=auditor.person, first_day=datetime.date(2023, 6, 20), last_day=datetime.date(2023, 6, 30))

    with frozen_clock(datetime.date(2023, 6, 28)):
        assert "Away until 30 June 2023: not chased" in text_of(lead.get(PAGE))


def test_a_head_of_another_service_sees_counts_and_no_audit(ash_team, moderated_audit):
    head = Visitor(add_person("Hal Grey", Role.HEAD_OF_SERVICE))

    page = head.get(PAGE)

    assert list(page.context["page"].rows) == []
    assert "1 of 14 expected submitted" in text_of(page)


def test_a_withdrawn_record_is_said_and_not_counted(lead, allocated_audit):
    withdraw_audit(actor=lead.person, audit=allocated_audit, reason="Transferred.")

    page = text_of(lead.get(PAGE))

    assert "1 record withdrawn: shown here, not counted (another reason: 1)." in page
    assert "0 of 14 expected" in page


def add_submitted(cycle, auditor, *cases):
    for case in cases:
        audit = Audit.objects.create(cycle=cycle, tool=cycle.tool, case_id=case, auditor=auditor.person)
        submit_audit(actor=auditor.person, audit=grade_all(audit))


def test_queries_are_the_same_with_one_audit_and_with_three(lead, cycle, auditor, django_assert_num_queries):
    add_submitted(cycle, auditor, "C-1")
    counted = count_queries(lead, PAGE)
    add_submitted(cycle, auditor, "C-2", "C-3")

    with django_assert_num_queries(counted):
        lead.get(PAGE)


def test_queries_are_the_same_with_one_month_and_with_three(lead, cycle, django_assert_num_queries):
    counted = count_queries(lead, LIST)
    for month in (4, 5):
        plan_cycle(actor=lead.person, month=JUNE.replace(month=month))

    with django_assert_num_queries(counted):
        lead.get(LIST)


def count_queries(visitor, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        visitor.get(url)
    return len(captured)


def test_every_address_has_its_name():
    assert [reverse("audits:cycles"), reverse("audits:plan-cycle"), reverse("audits:cycle", args=["2023-06"])] == [LIST, PLAN, PAGE]
