"""The report's control charts: each with its sentence, its table and its limits; an approved report keeps its own."""

import pytest

from foundation.charts import alt_text
from foundation.documents import Paragraph
from insight.pages.over_time import over_time
from performance.models import Indicator, Target
from performance.services import add_event
from reports.composing.signals import control_blocks, control_detail
from reports.content import Chart
from reports.queries.drafts import document_of
from reports.rendering import render
from reports.services import approve_report, write_section
from tests.insight.pages.test_over_time import month_of, year
from tests.month_grades import JULY
from tests.performance.pages.test_indicator import long_table
from tests.reports import word

SUPERVISION = "case-supervision-percent"
LEVEL = [72.4, 73.2, 72.9, 73.4, 72.6, 73.0] * 3 + [72.4, 73.2]
FALLEN = "July 2023 is a signal, a concern: outside the limits (below)."
CAPTION = "latest 12 months with their limits"


@pytest.fixture
def fallen(tmp_path, db):
    """A share of the scorecard that fell far in July, with a target that it never met."""
    indicator = Indicator.objects.get(slug=SUPERVISION)
    Target.objects.create(indicator=indicator, value=90, first_month="2022-01-01")
    long_table(tmp_path, SUPERVISION, [*LEVEL, 63.4], "percent")
    return indicator


def section(document, key: str):
    return next((each for each in document.sections if each.key == key), None)


def test_a_signal_has_its_chart_its_sentence_and_its_table(report, fallen):
    found = section(document_of(report), "signals")

    said = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert any(FALLEN in text and "unless something changes it will be missed every month" in text for text in said)
    chart = next(block for block in found.blocks if isinstance(block, Chart))
    assert "Concern: Jul 2023." in chart.alt
    assert alt_text(chart.narrow) == chart.alt


def test_it_is_in_the_word_file_with_its_limits(report, fallen):
    file = word.opened(render(document_of(report), "docx"))

    # A table of one row is a sentence there.
    latest = "Latest: 63.4; Lower limit: 71.42; Mean: 72.92; Upper limit: 74.42; Latest month: ■ Outside the limits (below)"
    assert f"{latest}; Target: ■ Will miss the target every month." in word.says(file)
    table = word.table(file, f"{fallen.shown_label} (%), {CAPTION}")
    assert table[0] == ["Month", "Month’s figure", "Lower limit", "Mean", "Upper limit", "Signal"]
    assert table[1] == ["July 2023", "63.4", "71.42", "72.92", "74.42", "■ Outside the limits (below)"]
    assert len(table) == 13


def test_it_is_on_the_page(lead, report, fallen):
    assert FALLEN in lead.get(report.get_absolute_url()).text


def test_without_limits_there_is_no_such_section(report):
    assert section(document_of(report), "signals") is None


def test_no_signal_says_so(report, tmp_path):
    long_table(tmp_path, SUPERVISION, LEVEL, "percent")

    found = section(document_of(report), "signals")

    assert [block for block in found.blocks if isinstance(block, Chart)] == []
    assert "No indicator with limits has a signal in these months" in " ".join(
        block.text for block in found.blocks if isinstance(block, Paragraph)
    )


def test_the_grades_of_audits_have_one_too(report):
    """Of June and July alone there are no limits, and the report says how far they are; months of a few are left out."""
    found = section(document_of(report), "good-or-better")

    assert "There are no control limits yet: 2 of the 12 months that they need." in found.blocks[0].text


def test_a_chart_of_shares_has_what_each_is_of_in_its_table():
    control = over_time(year(month_of(12, 33, 100)), [])
    (_, chart), (table,) = control_blocks(control, "Good or better"), control_detail(control, "Good or better")

    assert "Improvement: Jan 2023." in chart.alt
    assert table.header == ["Month", "Good or better, %", "Out of", "Lower limit", "Mean", "Upper limit", "Signal"]
    assert [cell.shown for cell in table.rows[0]] == ["January 2023", "33.0", "100", "8.0", "20.0", "32.0", "● Outside the limits (above)"]


def test_an_approved_report_keeps_its_charts(analyst, director, lead, report, fallen):
    write_section(actor=lead.person, report=report, key="summary", text="Supervision fell.")
    approved = approve_report(actor=director.person, report=report)
    before = document_of(approved)

    add_event(
        actor=analyst.person, day=JULY, words="Counted by a new rule", indicator=fallen, restarts_limits=True, reason="A new case system"
    )

    assert document_of(approved) == before
    assert FALLEN in " ".join(before.words())
    file = word.opened(render(before, "docx"))
    assert word.table(file, f"{fallen.shown_label} (%), {CAPTION}")[1][0] == "July 2023"
