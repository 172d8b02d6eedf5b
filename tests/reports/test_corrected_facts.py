"""Correcting a record of a month of which something was approved or released: figures that stand are said, and never changed unsaid."""

from audits.corrections.pages import follows_from
from audits.corrections.services.audits import correct_facts
from audits.models import Audit
from foundation.council.clock import today
from performance.models import MonthRelease
from tests.month_grades import JUNE


def test_an_approved_report_keeps_its_figures_and_says_that_facts_were_corrected(lead, approved_report, elm_team):
    approved_report.refresh_from_db()
    page, before = approved_report.get_absolute_url(), approved_report.content
    audit = Audit.objects.filter(cycle__month=JUNE).first()
    assert lead.get(page).context["corrected"] == ""

    correct_facts(actor=lead.person, audit=audit, reason="The list had another team.", team=elm_team)
    approved_report.refresh_from_db()
    assert approved_report.content == before
    assert lead.get(page).context["corrected"] == (
        "Since this report was approved, facts of 1 record were corrected. The report keeps the figures with which it was approved."
    )


def test_the_page_says_before_what_stands_and_what_is_counted_again(lead, approved_report):
    MonthRelease.objects.get_or_create(month=JUNE, defaults={"released_by": lead.person, "released_on": today()})
    audit = Audit.objects.filter(cycle__month=JUNE).select_related("cycle").first()
    said = " ".join(follows_from(audit))

    assert f"The report on {approved_report.period} was approved on" in said
    assert "The Board reads June 2023 since" in said
