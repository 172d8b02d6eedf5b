"""Facts that join grades with an indicator are offered to the person who comments on it, remembered, and said not to be so any more."""

import datetime

import pytest

from audits.enums import AuditState
from audits.models import Audit
from insight.models import InsertedFact
from performance.imports.services import import_figures
from performance.models import Commentary, Indicator, Value
from performance.services import publish_comments
from reports.queries.quoted import doubts_of
from reports.services import open_report
from tests.month_grades import ASSESSMENT, JULY, JUNE, alter
from tests.performance.files import SCORECARD
from tests.reports.pages.reading import words

SLUG = "assessments-in-45-working-days-percent"
URL = f"/performance/indicators/{SLUG}/2023-07/comment/"


@pytest.fixture
def figures(analyst, june, july) -> Indicator:
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    return Indicator.objects.get(slug=SLUG)


def offered(visitor) -> dict[str, str]:
    facts = visitor.get(URL).context["insertable_facts"]
    return {fact.key: fact.sentence for fact in facts if fact.sentence.startswith(f"{ASSESSMENT}: ")}


def press(visitor) -> str:
    (key, sentence), *_ = offered(visitor).items()
    visitor.post(URL, {"comment": "Sessions were held.", "action": "", "status": "", "insert": key})
    return sentence


def test_one_press_puts_it_into_the_comment_and_it_is_remembered(lead, figures):
    sentence = press(lead)
    row = InsertedFact.objects.get()

    assert sentence in Commentary.objects.get(indicator=figures).comment
    assert (row.kind, row.sentence, row.target_id) == ("figures_beside", sentence, str(Commentary.objects.get(indicator=figures).pk))


def red(sentence: str) -> str:
    return f'<mark class="qa-false-fact">{sentence}<strong class="govuk-tag govuk-tag--red">'


def restate() -> None:
    Value.objects.filter(indicator__slug=SLUG, month=JULY, place=1).update(value=70)


def test_once_the_figure_is_restated_it_is_red_with_its_reason_where_it_is_written_and_collected(lead, figures):
    sentence = press(lead)
    Commentary.objects.update(written_by=lead.person, written_on=JULY)
    before = lead.get(URL).content.decode()
    restate()
    page, collected = lead.get(URL), lead.get("/performance/comments/2023-07/")

    assert 'class="qa-false-fact"' not in before
    for each in (page, collected):
        assert red(sentence) in each.content.decode().replace("\n", "")
        assert "No longer so The figures behind it have changed since it was inserted. Now: “" in words(each)


def test_it_is_red_wherever_the_comment_is_read(lead, board_member, director, figures):
    sentence = press(lead)
    publish_comments(actor=lead.person, commentaries=list(Commentary.objects.all()))
    open_report(actor=lead.person, first_month=JUNE, last_month=JULY)
    restate()
    for address in ("/performance/?month=2023-07", f"/performance/indicators/{SLUG}/"):
        for reader in (lead, director, board_member):
            assert red(sentence) in reader.get(address).content.decode().replace("\n", ""), (address, reader)
    assert red(sentence) in lead.get("/reports/2023-06-to-2023-07/").content.decode()
    assert "The figures behind it" not in words(board_member.get("/performance/?month=2023-07"))


def test_a_commentator_with_audits_to_grade_blind_is_not_told_what_is_so_now(moderator, lead, figures, july):
    press(lead)
    Commentary.objects.update(asked_of=moderator.person, due=datetime.date(2099, 1, 1))
    Audit.objects.filter(pk=july[0].pk).update(moderator=moderator.person)
    restate()

    assert "No longer so The figures behind it have changed since it was inserted." in words(moderator.get(URL))
    assert "Now: “" not in words(moderator.get(URL))


def test_of_a_published_comment_the_report_s_readiness_says_so(lead, figures, july):
    press(lead)
    publish_comments(actor=lead.person, commentaries=list(Commentary.objects.all()))
    report = open_report(actor=lead.person, first_month=JUNE, last_month=JULY)
    before = doubts_of(report)
    alter([july[0]], state=AuditState.WITHDRAWN)

    assert before == []
    (doubt,) = doubts_of(report)
    assert doubt.key == f"comment-{SLUG}-2023-07"
    assert "is no longer so" in doubt.sentence


def test_a_commentator_with_audits_to_grade_blind_is_offered_nothing_of_the_month(moderator, lead, figures, july):
    Commentary.objects.create(indicator=figures, month=JULY, asked_of=moderator.person, due=datetime.date(2099, 1, 1))
    before = offered(moderator)
    Audit.objects.filter(pk=july[0].pk).update(moderator=moderator.person)

    assert before
    assert offered(moderator) == {}
    assert offered(lead)
