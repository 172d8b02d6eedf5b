"""The report's first page: what the Board must decide, then the report in figures; and the annex, which holds what few look up."""

import datetime

import pytest
from django.core.management import call_command

from foundation.documents import Bullets, Paragraph, Table
from performance.models import Commentary, Indicator
from reports.content import Chart
from reports.queries.drafts import document_of
from reports.services import approve_report, save_findings, write_section
from tests.month_grades import JULY, OVERALL, add_month


def section(document, key: str):
    return next(each for each in document.sections if each.key == key)


def in_figures(report) -> list[str]:
    (bullets,) = section(document_of(report), "in-figures").blocks
    return list(bullets.items)


def test_decisions_come_first_then_the_report_in_figures(lead, report):
    write_section(actor=lead.person, report=report, key="decisions", text="- Agree the dip sample.")
    first, second, third = document_of(report).sections[:3]

    assert (first.heading, second.heading, second.ends_page) == ("What the Board must decide", "The report in figures", True)
    assert first.blocks == (Bullets(("Agree the dip sample.",)),)
    assert third.key == "summary"


def test_until_somebody_writes_them_the_report_says_so_and_waits(report):
    assert section(document_of(report), "decisions").blocks == (Paragraph("Nothing has been written for this section."),)


def test_grades_have_their_number_and_their_interval(report):
    june, july = in_figures(report)[:2]

    assert june == (
        "Practice: June 2023, after moderation: 14 records audited; Good or better 2 of 14 (14%), 95% interval 4–40%; "
        "Inadequate 2 of 14 (14%)."
    )
    assert july.startswith("Practice: July 2023, before moderation: 9 records audited; Good or better 0 of 9 (0%)")


def test_the_first_area_for_improvement_is_named(lead, report):
    areas = [("area", text, "record") for text in ("Plans drift.", "Reviews are late.", "Minutes are long.")]
    save_findings(actor=lead.person, report=report, findings=areas)

    assert "Area for improvement: Plans drift. 2 more are among the key findings." in in_figures(report)


def test_indicators_that_do_not_improve_are_counted_and_named(analyst, report, settings):
    call_command("import_kpis", str(settings.BASE_DIR / "tests/reference/scorecard-2023-07.csv"))
    first, second = Indicator.objects.filter(series="scorecard").order_by("position")[:2]
    for indicator, status in ((first, 3), (second, 1)):
        Commentary.objects.update_or_create(indicator=indicator, month=JULY, defaults={"status": status})
    Commentary.objects.exclude(indicator__in=[first, second]).update(status=None)

    said = next(item for item in in_figures(report) if item.startswith("Indicators"))

    assert said == f"Indicators: 1 of 2 with a status in July 2023 is not improving: {first.shown_label} ({first.get_unit_display()})."


def test_overdue_actions_are_counted(report):
    assert any(item.startswith("Actions: 0 of 0 open on ") for item in in_figures(report))


def test_the_first_page_is_frozen_with_the_report(lead, director, written_report):
    before = in_figures(written_report)
    approved = approve_report(actor=director.person, report=written_report)
    save = approved.content["sections"][1]

    assert save["blocks"][0]["items"] == before
    assert save["ends_page"] is True


def test_tables_with_intervals_are_in_the_annex_and_their_pictures_are_not(report):
    document = document_of(report)
    place = [each.key for each in document.sections].index("annex")
    body, annex = document.sections[:place], document.sections[place:]

    captions = [block.caption for each in annex for block in each.blocks if isinstance(block, Table)]
    assert "Overall judgement, June 2023, after moderation" in captions
    assert "Grades by domain, July 2023, before moderation" in captions
    assert {block.title for each in body for block in each.blocks if isinstance(block, Chart)} <= set(captions)
    assert not [block for each in annex for block in each.blocks if isinstance(block, Chart)]


@pytest.mark.parametrize("key", ["audits", "domains", "health"])
def test_detail_goes_with_its_section(report, key):
    report.arrangement = {"version": 1, "sections": [{"key": key, "heading": "", "is_shown": False}]}

    assert f"{key}-detail" not in [each.key for each in document_of(report).sections]


def test_of_a_long_period_the_months_are_counted_together(report):
    for month in (5, 4):
        add_month(datetime.date(2023, month, 1), {OVERALL: "G " * 5})
    report.first_month = datetime.date(2023, 4, 1)

    (said,) = [item for item in in_figures(report) if item.startswith("Practice")]
    assert said.startswith("Practice: April to July 2023: 33 records audited; Good or better 12 of 33 (36%)")
