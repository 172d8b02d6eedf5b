"""Facts that join grades with an indicator are offered to the person who comments on it, remembered, and said not to be so any more."""

import datetime

import pytest

from audits.enums import AuditState
from audits.models import Audit
from insight.models import InsertedFact
from performance.imports.services import import_figures
from performance.models import Commentary, Indicator, Value
from performance.pages.collecting import comments_of
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


def test_once_the_figure_is_restated_it_is_said_where_it_is_written_and_collected(lead, figures):
    press(lead)
    before = words(lead.get(URL))
    Value.objects.filter(indicator=figures, month=JULY, place=1).update(value=70)

    assert "is no longer so" not in before
    assert "is no longer so. The figures behind it have changed since it was inserted." in words(lead.get(URL))
    (row,) = [row for row in comments_of(JULY) if row.indicator == figures]
    assert row.is_ready is False or any("is no longer so" in check for check in row.checks)


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
