"""The council's own words, on pages and in files; what people typed stays as it is."""

import re
from html import unescape
from io import BytesIO

import pytest

from audits.enums import Grade
from foundation.accounts.services import change_council
from foundation.council.cached import council_cached
from foundation.council.calculations import worded
from foundation.council.models import Council
from performance.imports.services import import_figures
from performance.models import Value
from tests.audit_stages import grade_all
from tests.performance.files import SCORECARD, scorecard_file
from tests.replay import replayed


@pytest.fixture
@replayed
def our_words(administrator) -> None:
    change_council(actor=administrator.person, cared_for_word="looked after", requires_improvement_word="Requires improvement")


@pytest.fixture
@replayed
def scorecard(analyst) -> None:
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)


def text(response) -> str:
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Cared for children with 3 or more placements", "Looked after children with 3 or more placements"),
        ("Ceased cared for and adopted", "Ceased looked after and adopted"),
        ("Open cases (CIN CP CfC)", "Open cases (CIN CP CfC)"),
        ("all 9 were graded Requires improvement to be good.", "all 9 were graded Requires improvement."),
    ],
)
def test_a_label_is_put_into_the_councils_words_and_back(ours, theirs):
    assert worded(ours, "looked after", "Requires improvement") == theirs
    assert worded(theirs, "cared for", "Requires improvement to be good") == ours.replace("improvement to be good.", "improvement.")


def test_indicators_are_named_in_the_councils_words(analyst, scorecard, our_words):
    page = text(analyst.get("/performance/"))

    assert "Looked after children currently open" in page
    assert "Cared for" not in page


def test_an_indicators_page_and_what_is_found_by_search_say_it_too(analyst, scorecard, our_words):
    assert "Looked after children with 3 or more placements" in text(
        analyst.get("/performance/indicators/three-or-more-placements-percent/")
    )
    assert "Looked after children currently open (Number)" in text(analyst.post("/search/", {"q": "looked after children"}, follow=True))


def test_a_scorecard_in_the_councils_words_is_taken_in(analyst, our_words):
    row = "Demand,3,Looked after children currently open,number,2023-06,610,2023-07,617,"

    outcome = import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="ours.csv")

    assert not outcome.refusals
    assert Value.objects.get(month="2023-07-01").indicator.label == "Cared for children currently open"


def test_an_audits_page_says_the_plan_and_the_third_grade_in_the_councils_words(lead, moderated_audit, our_words):
    page = text(lead.get(moderated_audit.get_absolute_url()))

    assert "Plan type Looked after" in page
    assert "Requires improvement to be good" not in page


def test_what_a_person_typed_stays(lead, moderated_audit, our_words):
    assert moderated_audit.cohort == "Cared for children"
    assert "Cohort Cared for children" in text(lead.get(moderated_audit.get_absolute_url()))


def test_an_auditor_chooses_among_the_councils_grades(auditor, started_audit, our_words):
    grade_all(started_audit, Grade.REQUIRES_IMPROVEMENT)
    page = text(auditor.get(f"/audits/{started_audit.number}/check/"))

    assert "Requires improvement" in page
    assert "to be good" not in page


def test_the_list_of_audits_is_exported_in_the_councils_words(lead, submitted_audit, our_words):
    submitted_audit.judgements.filter(stage="pre", domain=None).update(grade="RI")
    lines = lead.get("/audits/", {"export": "csv"}).content.decode().splitlines()

    assert ",Requires improvement," in lines[1]


def test_a_page_reads_the_council_once(analyst, scorecard, django_assert_num_queries):
    with council_cached(), django_assert_num_queries(1):
        assert [Council.current().name for _ in range(3)] == ["Your council"] * 3


def test_a_change_is_seen_at_once(administrator):
    with council_cached():
        before = Council.current().name
        change_council(actor=administrator.person, name="Northmere Council")

        assert (before, Council.current().name) == ("Your council", "Northmere Council")
