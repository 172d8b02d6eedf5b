"""A computed fact in a text is remembered, and red with its reason once moderation, re-opening, withdrawal or restatement belies it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from audits.models import Audit
from audits.moderation.services.reopening import reopen_audit
from insight.facts import facts_in
from insight.models import InsertedFact
from performance.imports.services import import_figures
from performance.queries import FigureReader
from reports.offered_facts import every_fact
from reports.queries.quoted import doubts_of
from reports.services import approve_report, save_findings, write_section
from tests.month_grades import JULY, JULY_GRADES, JUNE, OVERALL, OVERSIGHT, RELATIONSHIP, moderate
from tests.performance.files import SCORECARD, scorecard_file
from tests.replay import replayed
from tests.reports.pages.reading import words

REPORT = "/reports/2023-06-to-2023-07/"
ROW = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,{},579.3"


def fact_of(kind: str, of: str = ""):
    return next(fact for fact in facts_in(JUNE, JULY) if fact.kind == kind and of in fact.sentence)


@pytest.fixture
@replayed
def inserted(lead, report):
    """All audits of July alike in one domain, in the section on audits."""
    text = f"Why this theme.\n\n- {fact_of('all_one_grade', OVERSIGHT).sentence}"
    write_section(actor=lead.person, report=report, key="audits", text=text)
    return report


def test_a_fact_in_a_text_is_remembered_with_its_key_and_figures(lead, inserted):
    row = InsertedFact.objects.get()

    assert (row.kind, row.place, row.months, row.inserted_by) == ("all_one_grade", "audits", ["2023-07"], lead.person)
    assert row.key == fact_of("all_one_grade", OVERSIGHT).key
    assert row.figures["figures"]["n"] == 9
    assert doubts_of(inserted) == []


def test_it_is_forgotten_once_its_words_are_changed(lead, inserted):
    write_section(actor=lead.person, report=inserted, key="audits", text="All nine alike.")

    assert not InsertedFact.objects.exists()


def test_a_later_moderation_turns_it_red_with_its_reason(lead, director, inserted, july):
    moderate(july, JULY_GRADES | {OVERSIGHT: "G" + " RI" * 8})
    (doubt,) = doubts_of(inserted)

    assert doubt.where == "Audits of practice"
    assert doubt.sentence.startswith(f"“{OVERSIGHT}: all 9 audits of July 2023, before moderation, were graded")
    assert (
        "is no longer so. The figures behind it have changed since it was inserted. Nothing of the kind can be concluded now."
        in doubt.sentence
    )
    with pytest.raises(ValidationError, match="is no longer so"):
        approve_report(actor=director.person, report=inserted)


def test_re_opening_turns_what_counted_all_red_and_says_so(lead, report, june):
    first = fact_of("first_outstanding", RELATIONSHIP)
    write_section(actor=lead.person, report=report, key="domains", text=first.sentence)
    reopen_audit(actor=lead.person, audit=june[13], reason="New evidence came.")
    (doubt,) = doubts_of(report)

    assert "Since it was inserted, of the audits of June 2023 1 was opened again." in doubt.sentence
    assert "Now: “June 2023 has the first Outstanding ever recorded here" in doubt.sentence
    assert "1 of 13 (8%) after moderation (13 agreed, 1 opened again)" in doubt.sentence


def test_what_is_still_so_stays_as_it_is(lead, inserted, june):
    """Only what was said of July is about July."""
    reopen_audit(actor=lead.person, audit=june[13], reason="New evidence came.")

    assert doubts_of(inserted) == []


def test_a_withdrawal_turns_it_red(lead, inserted, july):
    Audit.objects.filter(pk=july[0].pk).update(state="withdrawn")

    (doubt,) = doubts_of(inserted)
    assert f"Now: “{OVERSIGHT}: all 8 audits of July 2023, before moderation" in doubt.sentence


def test_a_restated_indicator_turns_what_quotes_it_red(lead, analyst, report):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    referrals = next(fact for fact in every_fact(report, FigureReader()) if "703.9" in fact.sentence and fact.kind == "figure")
    write_section(actor=lead.person, report=report, key="scorecard", text=f"- {referrals.sentence}")
    before = doubts_of(report)
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(ROW.format("710.4"))), name="again.csv")

    assert before == []
    (doubt,) = doubts_of(report)
    assert "is no longer so. Figures have been imported since. Now: “" in doubt.sentence
    assert "710.4" in doubt.sentence


def test_it_is_red_where_it_is_read_and_where_it_is_written(lead, inserted, july):
    moderate(july, JULY_GRADES | {OVERSIGHT: "G" + " RI" * 8})
    page = lead.get(REPORT)

    assert words(page).count("is no longer so.") == 2
    assert f'<mark class="qa-false-fact">{OVERSIGHT}: all 9 audits of July 2023' in page.content.decode()
    assert "is no longer so." in words(lead.get(f"{REPORT}sections/audits/"))


def test_a_fact_in_a_key_finding_turns_red_too(lead, report, july):
    save_findings(actor=lead.person, report=report, findings=[("area", fact_of("all_one_grade", OVERSIGHT).sentence, "record")])
    moderate(july, JULY_GRADES | {OVERSIGHT: "G" + " RI" * 8})

    (doubt,) = doubts_of(report)
    assert doubt.where == "Key findings"
    assert "is no longer so." in words(lead.get(f"{REPORT}findings/"))


def test_once_confirmed_it_may_stand(lead, director, inserted, july):
    moderate(july, JULY_GRADES | {OVERSIGHT: "G" + " RI" * 8})
    lead.post(f"{REPORT}figures/audits/")

    assert doubts_of(inserted) == []


def test_an_approved_report_keeps_its_words_and_is_marked(lead, director, board_member, inserted, july):
    approve_report(actor=director.person, report=inserted)
    before = words(board_member.get(REPORT))
    moderate(july, JULY_GRADES | {OVERSIGHT: "G" + " RI" * 8, OVERALL: "RI " * 9})
    page = board_member.get(REPORT)

    assert "no longer so" not in before
    assert "Since this report was approved, 1 fact in it is no longer so" in words(page)
    assert f'<mark class="qa-false-fact">{OVERSIGHT}: all 9 audits of July 2023' in page.content.decode()
    assert "The figures behind it have changed" in words(lead.get(REPORT))
    assert "no longer so" not in board_member.get(f"{REPORT}download/html/").content.decode()
