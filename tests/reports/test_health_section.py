"""The report’s section on the health of our own quality assurance: the measures of twelve months, as the Board may read them."""

import pytest

from audits.enums import Voice, VoiceOutcome
from audits.models import Audit, VoiceHeard
from insight.enums import HealthMeasure
from insight.health.services.targets import set_health_target
from tests.month_grades import JULY, JUNE, OVERALL, add_month, count_all_again, month_of
from tests.reports import word
from tests.reports.test_board_report import run

PERIOD = ("--from", "2023-06", "--to", "2023-07")
TABLE = "Health of our quality assurance, August 2022 to July 2023"


def heard(audits: list[Audit], obtained: int) -> None:
    outcomes = [VoiceOutcome.OBTAINED] * obtained + [VoiceOutcome.DECLINED] * (len(audits) - obtained)
    VoiceHeard.objects.bulk_create(
        VoiceHeard(audit=audit, voice=Voice.FAMILY, outcome=outcome) for audit, outcome in zip(audits, outcomes, strict=True)
    )
    count_all_again()


def row_of(document, measure: HealthMeasure, table: str = TABLE) -> list[str]:
    (row,) = [row for row in word.table(document, table) if row[0] == measure.label]
    return row[1:]


def test_each_measure_has_its_figures_in_cells_of_their_own(tmp_path, june, july):
    heard(june, 9), heard(july, 9)
    document = word.opened(run(tmp_path, *PERIOD)[1])

    assert row_of(document, HealthMeasure.FEEDBACK_OBTAINED) == ["18", "23", "78", "58", "90", "–", "Not enough data"]
    assert row_of(document, HealthMeasure.MODERATED) == ["14", "14", "100", "78", "100", "–", "Not enough data"]
    assert row_of(document, HealthMeasure.PLAN_TYPES) == ["0", "5", "0", "–", "–", "–", "Not enough data"]
    assert f"{HealthMeasure.MODERATED.label}: Audits of these months that are finished" in word.says(document)


def test_a_month_of_fewer_than_five_is_in_no_figure(tmp_path, june):
    heard(june, 9)
    heard(add_month(JULY, {OVERALL: "G " * 4}), 4)

    assert row_of(word.opened(run(tmp_path, *PERIOD)[1]), HealthMeasure.FEEDBACK_OBTAINED)[:3] == ["9", "14", "64"]


def test_what_is_held_back_says_why(tmp_path, db):
    heard(add_month(JUNE, {OVERALL: "G " * 4}), 4)
    document = word.opened(run(tmp_path, *PERIOD)[1])

    assert row_of(document, HealthMeasure.FEEDBACK_OBTAINED)[:3] == ["–", "–", "–"]
    assert "Not shown: fewer than five" in word.says(document)


def test_targets_are_in_a_table_with_their_dates_and_how_they_stand(tmp_path, lead, june):
    heard(june, 14)
    first, last = month_of("2023-01"), month_of("2024-03")
    for measure, percentage in ((HealthMeasure.FEEDBACK_OBTAINED, 80), (HealthMeasure.OVER_OPTIMISM, 10)):
        set_health_target(actor=lead.person, measure=measure, percentage=percentage, from_when=first, by_when=last)
    document = word.opened(run(tmp_path, *PERIOD)[1])

    assert row_of(document, HealthMeasure.FEEDBACK_OBTAINED, "Targets of our quality assurance") == [
        "at least 80",
        "100",
        "1 January 2023",
        "1 March 2024",
        "Met",
    ]


@pytest.mark.parametrize("form", ["html", "docx"])
def test_every_format_has_the_section(tmp_path, june, form):
    _, content = run(tmp_path, *PERIOD, form=form)

    shown = content.decode() if form == "html" else word.says(word.opened(content))
    assert "What inspectors ask of a council’s own auditing, in the twelve months from August 2022 to July 2023." in shown


def test_an_approved_report_keeps_the_measures_that_it_was_approved_with(tmp_path, approved_report, june):
    heard(june, 9)

    document = word.opened(run(tmp_path, *PERIOD)[1])

    assert row_of(document, HealthMeasure.FEEDBACK_OBTAINED)[:2] == ["0", "23"]
