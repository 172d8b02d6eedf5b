"""The fact that sources contradict each other: offered, opened, held back, put into the report, turned red."""

import pytest

from insight.facts import facts_in
from insight.facts.standing import false_facts
from insight.services import keep_inserted
from performance.models import Indicator, Target
from performance.queries import FigureReader
from studies.models import StudyAnswer
from tests.dip_samples import sampled
from tests.insight.conftest import released
from tests.insight.pages.test_grades import words
from tests.insight.triangulation.test_page import JULY_12, OVERSIGHT, SUPERVISION, scorecard
from tests.month_grades import JULY, july

__all__ = ["july", "released", "scorecard"]
KEY = "sources_apart-2023-07-2023-07"
ASKED = {"from": "2023-07", "to": "2023-07"}


def apart() -> list:
    return [fact for fact in facts_in(JULY, JULY) if fact.kind == "sources_apart"]


@pytest.fixture
def target(scorecard) -> Target:
    return Target.objects.create(indicator=Indicator.objects.get(slug="case-supervision-percent"), value=60, first_month=JULY)


def test_it_is_offered_with_its_rows(lead, july, scorecard):
    study = sampled(yes=9, n=10, domain=OVERSIGHT, on=JULY_12)
    (fact,) = apart()
    page = lead.get(f"/insight/facts/{fact.key}/", ASKED)

    assert fact.key.startswith(KEY)
    assert fact.sentence in words(lead.get("/insight/facts/", ASKED))
    assert "63.4% in July 2023, down 9.4 points since June 2023" in fact.sentence
    assert len(page.context["table"].rows) == 9
    assert "/insight/triangulation/?from=2023-07&amp;to=2023-07&amp;domain=Management+oversight+and+supervision" in page.content.decode()
    assert fact.figures["evidence"][:2] == [
        {"source": "audits", "row": "", "count": 0, "n": 9},
        {"source": "samples", "row": str(study.number), "count": 9, "n": 10},
    ]


def test_a_wider_audience_reads_it_where_no_dip_sample_is_in_it(lead, board_member, july, target):
    (fact,) = apart()

    assert f"{SUPERVISION}: target 60: met, but 0 of 9 (0%) Good or better." in fact.sentence
    assert fact.sentence in words(board_member.get("/insight/facts/", ASKED))
    sampled(yes=9, n=10, domain=OVERSIGHT, on=JULY_12)
    assert apart()[0].sentence in words(lead.get("/insight/facts/", ASKED))
    assert "contradict each other" not in words(board_member.get("/insight/facts/", ASKED))


def test_who_grades_the_month_blind_does_not_read_it(moderator, july, target):
    july[0].moderator = moderator.person
    july[0].save()

    assert "contradict each other" not in words(moderator.get("/insight/facts/", ASKED))


def test_in_a_text_it_is_red_once_the_answers_are_others(lead, july):
    sampled(yes=9, n=10, domain=OVERSIGHT, on=JULY_12)
    (fact,) = apart()
    kept = keep_inserted(actor=lead.person, target=july[0].cycle, text=fact.sentence, offered=[fact])

    assert false_facts(kept, FigureReader()) == []
    StudyAnswer.objects.update(reply="no")
    assert [each.inserted.key for each in false_facts(kept, FigureReader())] == [fact.key]
