"""A computed fact in a text is remembered, and red with its reason once moderation, re-opening, withdrawal or restatement belies it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from audits.corrections.services.audits import correct_facts
from audits.moderation.services.reopening import reopen_audit
from foundation.council.months import add_months
from insight.facts import FactReader, facts_in, facts_of_period
from insight.models import InsertedFact
from performance.imports.services import import_figures
from performance.models import MonthRelease
from performance.queries import FigureReader
from reports.offered_facts import every_fact
from reports.queries.quoted import doubts_of
from reports.services import approve_report, save_findings, write_section
from tests.month_grades import JULY, JULY_GRADES, JUNE, JUNE_GRADES, OVERALL, OVERSIGHT, RELATIONSHIP, add_month, alter, moderate
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


def test_the_first_screen_of_results_warns_of_a_draft_with_a_false_fact(lead, director, board_member, inserted, july):
    moderate(july, JULY_GRADES | {OVERSIGHT: "G" + " RI" * 8})
    said = "1 computed sentence is no longer so in the report on June and July 2023."

    assert said in lead.get("/insight/").content.decode()
    assert said in director.get("/insight/").content.decode()
    assert said not in board_member.get("/insight/").content.decode()


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
    alter([july[0]], state="withdrawn")

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

    written = lead.get(f"{REPORT}sections/audits/")

    assert words(page).count("is no longer so.") == 2
    for each in (page, written):
        assert f'<mark class="qa-false-fact">{OVERSIGHT}: all 9 audits of July 2023' in each.content.decode()
    assert "No longer so The figures behind it have changed since it was inserted. Nothing of the kind" in words(written)


def test_a_fact_in_a_key_finding_turns_red_too(lead, report, july):
    save_findings(actor=lead.person, report=report, findings=[("area", fact_of("all_one_grade", OVERSIGHT).sentence, "record")])
    moderate(july, JULY_GRADES | {OVERSIGHT: "G" + " RI" * 8})

    (doubt,) = doubts_of(report)
    assert doubt.where == "Key findings"
    assert "No longer so The figures behind it have changed since it was inserted." in words(lead.get(f"{REPORT}findings/"))


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


def test_a_fact_of_a_month_that_the_board_does_not_read_yet_is_no_less_so_to_its_members(lead, director, board_member, report):
    august = add_months(JULY, 1)
    add_month(august, dict.fromkeys(JULY_GRADES, "RI " * 6))
    fact = next(fact for fact in facts_in(JUNE, august) if fact.kind == "all_one_grade" and fact.month == august)
    insert(lead, fact.key, to="2023-08")
    approve_report(actor=director.person, report=report)
    page = board_member.get(REPORT)

    assert not MonthRelease.objects.filter(month=august).exists()
    assert fact.sentence in words(page)
    assert "no longer so" not in words(page).lower()


def insert(visitor, key: str, **period: str):
    asked = {"from": "2023-06", "to": "2023-07", "key": key} | period
    return visitor.post(f"{REPORT}facts/", asked)


def test_a_fact_is_inserted_from_results_with_one_press(lead, report):
    fact = fact_of("first_outstanding", RELATIONSHIP)
    page = lead.get("/insight/facts/", {"from": "2023-06", "to": "2023-07"})
    response = insert(lead, fact.key)

    assert f'action="{REPORT}facts/"' in page.content.decode()
    assert f'name="key" value="{fact.key}"' in page.content.decode()
    assert response.url == f"/insight/facts/?from=2023-06&to=2023-07#{fact.key}"
    assert report.texts.get().text == f"- {fact.sentence}"
    assert (report.texts.get().key, InsertedFact.objects.get().place) == ("domains", "domains")


COHORT = "Care experienced adults"
OF_COHORT = {"from": "2023-05", "to": "2023-06", "cohort": COHORT}


@pytest.fixture
def may(report):
    """Ten audits, of which the first five, all of one cohort, were Good in everything and the others were not."""
    grades = dict.fromkeys(JUNE_GRADES, "G " * 5 + "RI " * 5)
    audits = add_month(add_months(JUNE, -1), grades, grades)
    alter(audits[:5], cohort=COHORT)
    return audits


@pytest.fixture
def of_cohort(may):
    reader = FactReader(add_months(JUNE, -1), JUNE, cohort=COHORT)
    found = facts_of_period(reader.period(add_months(JUNE, -1), JUNE))
    return next(fact for fact in found if fact.kind == "all_one_grade" and OVERSIGHT in fact.sentence)


def test_a_fact_of_one_cohort_is_inserted_and_remembered_as_its_own(lead, report, of_cohort):
    page = lead.get("/insight/facts/", OF_COHORT).content.decode()
    response = insert(lead, of_cohort.key, **OF_COHORT)
    row = InsertedFact.objects.get()

    assert f'name="key" value="{of_cohort.key}"' in page
    assert of_cohort.sentence.startswith(f"{COHORT}. {OVERSIGHT}: all 5 audits of May 2023, after moderation, were graded Good")
    assert response.url == f"/insight/facts/?from=2023-05&to=2023-06&cohort=Care+experienced+adults#{of_cohort.key}"
    assert report.texts.get().text == f"- {of_cohort.sentence}"
    assert (row.cohort, row.key, row.months) == (COHORT, of_cohort.key, ["2023-05"])
    assert lead.get(f"/insight/facts/{of_cohort.key}/", OF_COHORT).status_code == 200
    assert doubts_of(report) == []


def test_only_what_happens_to_its_own_audits_turns_it_red(lead, report, may, of_cohort):
    insert(lead, of_cohort.key, **OF_COHORT)
    reopen_audit(actor=lead.person, audit=may[9], reason="New evidence came.")
    before = doubts_of(report)
    reopen_audit(actor=lead.person, audit=may[0], reason="New evidence came.")

    assert before == []
    (doubt,) = doubts_of(report)
    assert f"Since it was inserted, of the audits of {COHORT}, May 2023, 1 was opened again." in doubt.sentence


def test_an_audit_that_belongs_to_another_cohort_turns_it_red_with_that_reason(lead, report, may, of_cohort):
    insert(lead, of_cohort.key, **OF_COHORT)
    correct_facts(actor=lead.person, audit=may[0], cohort="Young carers", reason="Typed wrong.")

    (doubt,) = doubts_of(report)
    assert f"of the audits of {COHORT}, May 2023, 1 was corrected in the facts of the record." in doubt.sentence
    assert "Put what is so now" not in words(lead.get(f"{REPORT}sections/domains/"))


def test_a_fact_of_a_cohort_that_the_board_is_not_shown_is_not_inserted(lead, report, may, of_cohort):
    """Four are left in it."""
    alter(may[:1], cohort="")
    page = lead.get("/insight/facts/", OF_COHORT)

    assert "cannot be inserted" in words(page)
    assert 'name="key"' not in page.content.decode()
    assert "has changed" in words(lead.get(insert(lead, of_cohort.key, **OF_COHORT).url))


def test_pressed_twice_it_is_inserted_once(lead, report):
    fact = fact_of("first_outstanding", RELATIONSHIP)
    insert(lead, fact.key), insert(lead, fact.key)

    assert report.texts.get().text.count(fact.sentence) == 1
    assert InsertedFact.objects.count() == 1


def test_a_fact_of_another_period_is_remembered_with_it(lead, report, june):
    """The report's own period finds another of that key, or none; what was found in June is still so."""
    fact = next(fact for fact in facts_in(JUNE, JUNE) if fact.kind == "moderation_overall")
    insert(lead, fact.key, to="2023-06")

    assert (InsertedFact.objects.get().first_month, InsertedFact.objects.get().last_month) == (JUNE, JUNE)
    assert doubts_of(report) == []


def test_a_fact_that_has_changed_is_not_inserted(lead, report):
    assert "has changed since you opened the page" in words(lead.get(insert(lead, "first_outstanding-2020-01-d1").url))
    assert insert(lead, "x", to="July").status_code == 400
    assert not report.texts.exists()


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_inserts(request, who, status, report):
    assert insert(request.getfixturevalue(who), "ranking-2023-06").status_code == status


def test_only_who_writes_the_report_is_offered_to_insert(lead, director, report):
    assert "Insert" in words(lead.get("/insight/facts/"))
    assert "Insert" not in words(director.get("/insight/facts/"))


def test_what_is_so_now_takes_its_place_with_one_press(lead, inserted, july):
    alter([july[0]], state="withdrawn")
    page = lead.get(f"{REPORT}sections/audits/").content.decode()
    key = InsertedFact.objects.get().key
    response = lead.post(f"{REPORT}sections/audits/replace/", {"fact": key})

    assert f'name="fact" value="{key}"' in page
    assert response.url == f"{REPORT}sections/audits/"
    assert "all 8 audits of July 2023" in inserted.texts.get().text
    assert "all 9 audits" not in inserted.texts.get().text
    assert doubts_of(inserted) == []


def test_there_is_nothing_to_replace_while_it_is_so(lead, inserted):
    before = inserted.texts.get().text
    response = lead.post(f"{REPORT}sections/audits/replace/", {"fact": InsertedFact.objects.get().key})

    assert "There was nothing to replace" in words(lead.get(response.url))
    assert inserted.texts.get().text == before
