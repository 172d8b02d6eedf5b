"""What was drafted from the themes of findings becomes key findings of the report on its month, once."""

import pytest
from django.core.exceptions import PermissionDenied

from audits.enums import FindingKind
from foundation.activity.models import Entry
from insight.models import MonthFinding
from insight.themes.services import save_month_findings
from reports.models import KeyFinding
from reports.queries.drafts import document_of
from reports.queries.quoted import doubts_of
from reports.services import approve_report, save_findings, take_over_findings
from tests.insight.pages.test_themes import add_findings, themes
from tests.month_grades import JUNE, add_cycle
from tests.reports.pages.test_findings import answers

__all__ = ["themes"]
WARM = {"text": "Warm.", "kind": "strength", "source": "record"}
SAID = "Seen in 3 of 14 audits of June 2023: drift."


@pytest.fixture
def drafted(lead, report, june, themes) -> MonthFinding:
    for place, audit in enumerate(june):
        add_findings(audit, lead.person, themes, "Drift" if place < 3 else "")
    drafts = [(themes["Drift"].pk, FindingKind.AREA)]
    return save_month_findings(actor=lead.person, cycle=add_cycle(JUNE), written={}, drafts=drafts)[0]


def key_findings(report) -> list[tuple[str, str]]:
    return list(report.findings.values_list("kind", "text"))


def test_they_follow_what_the_report_says_already(lead, report, drafted):
    save_findings(actor=lead.person, report=report, findings=[(FindingKind.STRENGTH, "Warm.", "record")])

    assert take_over_findings(actor=lead.person, report=report) == 1
    assert key_findings(report) == [("strength", "Warm."), ("area", SAID)]
    assert Entry.objects.of(report).last().facts["after"] == ["Warm.", SAID]


def test_the_second_time_takes_nothing(lead, report, drafted):
    take_over_findings(actor=lead.person, report=report)

    assert take_over_findings(actor=lead.person, report=report) == 0
    assert KeyFinding.objects.count() == 1


def test_the_page_offers_them_and_saves_what_was_written_as_well(lead, report, drafted):
    address = f"{report.get_absolute_url()}findings/"
    assert SAID in lead.get(address).content.decode()

    lead.post(address, answers(WARM) | {"take": "1"})
    assert key_findings(report) == [("strength", "Warm."), ("area", SAID)]
    assert "Save and take them over" not in lead.get(address).content.decode()


def test_saving_alone_takes_nothing_over(lead, report, drafted):
    lead.post(f"{report.get_absolute_url()}findings/", answers(WARM))

    assert key_findings(report) == [("strength", "Warm.")]


def test_the_counts_contradict_no_figure_and_are_frozen_with_the_report(lead, director, written_report, drafted):
    take_over_findings(actor=lead.person, report=written_report)
    assert [doubt.sentence for doubt in doubts_of(written_report)] == []

    approved = approve_report(actor=director.person, report=written_report)
    MonthFinding.objects.update(text="Other words.")
    assert any(SAID in words for words in document_of(approved).words())


def test_drafts_of_other_months_stay(lead, report, drafted):
    MonthFinding.objects.update(month=JUNE.replace(year=2022))

    assert take_over_findings(actor=lead.person, report=report) == 0


def test_only_those_who_write_reports_take_over(auditor, report, drafted):
    with pytest.raises(PermissionDenied):
        take_over_findings(actor=auditor.person, report=report)


def test_the_page_leads_to_where_they_are_drafted(lead, report, june):
    assert "/insight/themes/drafts/2023-06/" in lead.get(f"{report.get_absolute_url()}findings/").content.decode()
