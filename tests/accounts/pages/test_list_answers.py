"""/settings/lists/: what was said of the words of lists, to be corrected or asked again."""

import pytest

from audits.sheets.subjects import PLAN_WORDS
from foundation.matching.models import ListAnswer
from foundation.matching.queries import answers_to
from foundation.matching.services import remember_answers
from tests.tables import table_on

URL = "/settings/lists/"


@pytest.fixture
def answer(lead) -> ListAnswer:
    remember_answers(actor=lead.person, subject=PLAN_WORDS, answers={"Step down": ""})
    return ListAnswer.objects.get()


def test_every_answer_is_shown_with_who_gave_it(lead, answer):
    (row,) = table_on(lead.get(URL), "Plan types")

    assert (row["In the file"], row["What it means here"], row["Said by"]) == (
        "Step down",
        "None of these: leave the plan type blank",
        "Leah Brandt",
    )


def test_an_answer_is_corrected_or_asked_again(lead, answer):
    page = f"{URL}{answer.pk}/"
    lead.post(page, {"means": "child_in_need"})
    assert answers_to(PLAN_WORDS)["plan-types"] == {"step down": "child_in_need"}

    lead.post(page, {"means": "child_in_need", "forget": "1"})
    assert not ListAnswer.objects.exists()
    assert lead.get(page).status_code == 404


def test_a_lead_and_an_administrator_may(answer, lead, administrator, auditor, director, board_member, outsider):
    everybody = [lead, administrator, auditor, director, board_member, outsider]

    for address in (URL, f"{URL}{answer.pk}/"):
        assert [visitor.get(address).status_code for visitor in everybody] == [200, 200, 403, 403, 403, 403]
    assert auditor.post(f"{URL}{answer.pk}/", {"means": "assessment"}).status_code == 403


def test_the_page_asks_as_often_for_one_answer_as_for_many(lead, answer, django_assert_max_num_queries):
    remember_answers(actor=lead.person, subject=PLAN_WORDS, answers={f"Word {number}": "" for number in range(20)})

    with django_assert_max_num_queries(16):
        lead.get(URL)
