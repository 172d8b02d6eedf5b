"""What an approved report would say otherwise today: by section and cell, with the reason, and offered as the opening of the next."""

import re

import pytest
from django.core.management import call_command

from actions.services import raise_action
from audits.enums import Stage
from audits.models import Judgement
from audits.services.counting import count_again
from foundation.activity.trail import record
from foundation.council.clock import today
from insight.models import InsertedFact
from performance.models import Value
from reports.models import Report
from reports.queries.ledger import ledger_of
from reports.services import approve_report, open_report, write_section
from tests.month_grades import JULY, JULY_GRADES, moderate
from tests.reports.pages.reading import words

REPORT = "/reports/2023-06-to-2023-07/"
CHANGES = f"{REPORT}changes/"
AUGUST = JULY.replace(month=8)


def test_nothing_has_changed_on_the_day_of_approval(lead, approved_report):
    assert ledger_of(approved_report).cells == []
    assert "Nothing has changed" in words(lead.get(CHANGES))


@pytest.fixture
def moderated(lead, approved_report, july) -> Report:
    """As moderating leaves it."""
    moderate(july, {**JULY_GRADES, "overall": "G" + " RI" * 7 + " I"})
    for audit in july:
        record(actor=lead.person, verb="audit.moderate", target=audit)
    return approved_report


def test_each_cell_has_what_it_said_what_is_so_now_and_why(lead, moderated):
    cells = {(cell.table, cell.row, cell.column): (cell.was, cell.now) for cell in ledger_of(moderated).cells}
    page = words(lead.get(CHANGES))

    assert cells["Overall judgement, July 2023, before moderation", "Inadequate", "Audits"] == ("2", "1")
    assert cells["Overall judgement, July 2023, before moderation", "Good", "Audits"] == ("0", "1")
    assert not [place for place in cells if place[0].startswith("Overall judgement, June 2023")]
    assert "Inadequate, Audits 2 1 9 audits of July 2023 were moderated." in page
    assert "July 2023 was first shown before moderation: 7 Requires improvement to be good, 2 Inadequate; after moderation: 1 Good" in page
    assert "9 audits" in page


def test_an_audit_that_was_opened_again_is_named_with_the_reason_to_who_may_read_it(lead, board_member, approved_report, june):
    Judgement.objects.filter(audit=june[0], domain=None, stage=Stage.AGREED).update(grade="I")
    count_again([june[0].pk])
    record(actor=lead.person, verb="audit.reopen_moderated", target=june[0], reason="A visit was overlooked.")

    because = rf"Audit {june[0].pk} of June 2023 was opened again on \d+ \w+ \d+: A visit was overlooked\."
    assert re.search(because, words(lead.get(CHANGES)))
    assert "A visit was overlooked" not in words(board_member.get(CHANGES))
    assert "1 audit of June 2023 was opened again." in words(board_member.get(CHANGES))


def test_the_board_reads_what_changed_and_why_but_not_what_grades_are_now(board_member, moderated):
    page = words(board_member.get(CHANGES))

    assert "Inadequate, Audits 2 Changed; the next report says to what" in page
    assert "was first shown before moderation" not in page
    assert "9 audits of July 2023 were moderated." in page


def test_one_press_opens_the_next_report_with_it(lead, director, moderated):
    august = open_report(actor=lead.person, first_month=AUGUST, last_month=AUGUST)
    write_section(actor=lead.person, report=august, key="summary", text="A quiet month.")

    page = lead.post(CHANGES, follow=True)

    text = august.texts.get(key="summary").text
    assert text.startswith("What has changed since the report on June and July 2023:\n\n- July 2023 was first shown before moderation:")
    assert text.endswith("A quiet month.")
    assert " G was " not in text
    assert "opens with" in words(page)
    # In the summary, and in the box in which it is written.
    assert words(lead.get("/reports/2023-08/")).count("July 2023 was first shown before moderation") == 2
    assert InsertedFact.objects.filter(target_id=str(august.pk), place="summary", kind="restated").count() == text.count("\n- ")
    lead.post(CHANGES)
    assert august.texts.get(key="summary").text == text
    assert approve_report(actor=director.person, report=august).is_approved


def test_a_sentence_that_is_not_so_any_more_is_marked_in_the_next_report(lead, moderated, july):
    august = open_report(actor=lead.person, first_month=AUGUST, last_month=AUGUST)
    lead.post(CHANGES)
    assert "No longer so" not in words(lead.get("/reports/2023-08/"))

    Judgement.objects.filter(audit=july[8], domain=None, stage=Stage.AGREED).update(grade="RI")
    count_again([july[8].pk])
    record(actor=lead.person, verb="audit.reopen_moderated", target=july[8], reason="A visit was overlooked.")

    assert "no longer so" in words(lead.get(f"/reports/{august.code}/sections/summary/")).lower()


def test_facts_on_what_changed_are_offered_in_the_summary(lead, moderated):
    open_report(actor=lead.person, first_month=AUGUST, last_month=AUGUST)

    page = words(lead.get("/reports/2023-08/sections/summary/"))
    assert "acts from what changed since the last report" in page


def test_a_restated_figure_is_named_with_its_file(lead, board_member, director, written_report, settings, tmp_path):
    file = settings.BASE_DIR / "tests/reference/scorecard-2023-07.csv"
    call_command("import_kpis", str(file))
    report = approve_report(actor=director.person, report=written_report)
    later = tmp_path / "scorecard-again.csv"
    later.write_text(file.read_text().replace("63.4", "61.2"))
    call_command("import_kpis", str(later))

    for reader in (lead, board_member):
        page = words(reader.get(CHANGES))
        assert "63.4 61.2" in page
        assert "July 2023, was restated from 63.4 with scorecard-again.csv on" in page
    assert Value.objects.filter(value="61.2").exists()
    assert {cell.section for cell in ledger_of(report).cells} >= {"Performance scorecard"}


def test_with_no_draft_after_it_the_lead_is_told_to_start_one(lead, board_member, moderated):
    assert "Start the next report" in words(lead.get(CHANGES))
    assert "Start the next report" not in words(board_member.get(CHANGES))
    assert board_member.post(CHANGES).status_code == 403


def test_a_draft_has_no_ledger(lead, report):
    assert lead.get(CHANGES).status_code == 404


def test_actions_that_went_on_are_no_restatement(lead, head_of_service, approved_report):
    raise_action(actor=lead.person, what="Agree a plan", why="None was made", owner=head_of_service.person, due=today())

    assert ledger_of(approved_report).cells == []
