import pickle
from datetime import date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from foundation.govuk.tag_styles import WordedGrade
from tests.govuk.markup import Element, find, links, parsed


def shown(source: str, **context) -> Element:
    request = RequestFactory().get("/", {"team": "Elm", "page": "2"})
    return parsed(Template("{% load govuk %}" + source).render(Context({"request": request, **context})))


def words(source: str, **context) -> str:
    return " ".join(shown(source, **context).text_content().split())


@pytest.mark.parametrize(
    ("grade", "word"),
    [
        ("O", "Outstanding"),
        ("G", "Good"),
        ("RI", "Requires improvement"),
        ("I", "Inadequate"),
        ("NA", "Not applicable"),
        (None, "Not graded"),
        ("", "Not graded"),
        (WordedGrade("Requires improvement", "RI"), "Requires improvement"),
        (WordedGrade("", ""), "Not graded"),
        ("Met", "Met"),
    ],
)
def test_a_grade_has_its_word_and_a_shape(grade, word):
    tag = shown("{% grade_tag grade %}", grade=grade)

    assert tag.text_content() == word
    assert len(find(tag, "svg", aria_hidden="true")) == 1


def test_no_two_grades_share_a_shape():
    grades = ["O", "G", "RI", "I", "NA", None]
    shapes = {find(shown("{% grade_tag grade %}", grade=grade), "path")[0].get("d") for grade in grades}

    assert len(shapes) == len(grades)


def test_the_full_wording_of_a_grade_is_there_to_ask_for():
    assert words("{% grade_tag 'RI' full=True %}") == "Requires improvement to be good"
    assert words("{% grade_tag grade full=True %}", grade=WordedGrade("Requires improvement", "RI")) == "Requires improvement"


def test_a_grade_looks_the_same_whatever_it_is_called():
    """A council may word the third grade in its own way: its shape and colour go by the code, also where the word was kept for a while."""
    worded = WordedGrade("Not good enough yet", "RI")
    kept = pickle.loads(pickle.dumps(worded))

    for grade in (worded, kept):
        tag = shown("{% grade_tag grade full=True %}", grade=grade)
        assert tag.text_content() == "Not good enough yet"
        assert find(tag, "path")[0].get("d") == find(shown("{% grade_tag 'RI' %}"), "path")[0].get("d")


@pytest.mark.parametrize(
    ("change", "polarity", "word"),
    [
        (1.5, "higher", "Up, better"),
        (-1.5, "higher", "Down, worse"),
        (-2, "lower", "Down, better"),
        (2, "lower", "Up, worse"),
        (2, "neutral", "Up"),
        (0, "higher", "No change"),
        (None, "higher", "No earlier figure"),
    ],
)
def test_direction_is_in_words_and_polarity_only_judges_it(change, polarity, word):
    assert words("{% direction change polarity %}", change=change, polarity=polarity) == word


@pytest.mark.parametrize(("status", "word"), [(1, "1 Overall good or improving"), (3, "3 Not improving"), (None, "No status")])
def test_a_kpi_status_says_its_key(status, word):
    assert words("{% kpi_status status %}", status=status) == word


@pytest.mark.parametrize(("state", "colour"), [("Overdue", "red"), ("Moderated", "green"), ("Something else", "grey")])
def test_a_state_has_one_colour_everywhere(state, colour):
    assert len(find(shown("{% status_tag state %}", state=state), "strong", class_=f"govuk-tag--{colour}")) == 1


def test_dates_and_months_are_written_in_full():
    day = date(2023, 6, 3)

    assert words("{{ day|uk_date }}, {{ day|month }}, {{ day|short_date }}", day=day) == "3 June 2023, June 2023, 3 Jun 2023"
    assert words("{{ at|uk_datetime }}", at=datetime(2023, 6, 3, 9, 5)) == "3 June 2023, 09:05"
    assert words("{{ day|uk_date }}", day=None) == "–"


@pytest.mark.parametrize(("share", "text"), [(2 / 14, "14%"), (10 / 14, "71%"), (0.125, "13%"), (None, "–")])
def test_a_share_is_a_percentage_rounded_as_people_round(share, text):
    assert words("{{ share|percent }}", share=share) == text


@pytest.mark.parametrize(("value", "text"), [(3808, "3,808"), (-135, "−135"), (0, "0")])
def test_numbers_have_their_commas(value, text):
    assert words("{{ value|number }}", value=value) == text


def test_pagination_keeps_the_filters():
    page = Paginator(range(30), 10).page(2)

    assert links(shown("{% pagination page %}", page=page)) == [
        "?team=Elm&page=1",
        "?team=Elm&page=1",
        "?team=Elm&page=2",
        "?team=Elm&page=3",
        "?team=Elm&page=3",
    ]


def test_one_page_needs_no_pagination():
    assert words("{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""


def test_breadcrumbs_end_with_the_page_itself():
    trail = shown("{% breadcrumbs 'Audits' '/audits/' 'Audit 1042' %}")

    assert [item.text_content().strip() for item in find(trail, "li")] == ["Audits", "Audit 1042"]
    assert links(trail) == ["/audits/"]


def test_a_component_can_stand_around_markup():
    details = shown("{% govuk_block 'details' summaryText='How we count' %}<p>Every audit.</p>{% endgovuk_block %}")

    assert find(find(details, "details")[0], "p")[0].text == "Every audit."
