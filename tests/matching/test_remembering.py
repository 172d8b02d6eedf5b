"""What somebody said of a list is kept for the next one, recorded, and can be asked again."""

import pytest
from django.core.exceptions import ValidationError

from audits.sheets.subjects import PLAN_WORDS, TEAM_WORDS
from foundation.activity.models import Entry
from foundation.matching.models import ListAnswer
from foundation.matching.queries import answers_to
from foundation.matching.services import forget_answer, remember_answers


def test_an_answer_is_kept_by_its_key_and_a_later_one_takes_its_place(lead):
    remember_answers(actor=lead.person, subject=PLAN_WORDS, answers={"Step-down": "child_in_need", "Closed": ""})
    remember_answers(actor=lead.person, subject=PLAN_WORDS, answers={"STEP DOWN": "assessment", "Closed": ""})

    assert answers_to(PLAN_WORDS) == {"plan-types": {"step down": "assessment", "closed": ""}}
    facts = [(each.facts["word"], each.facts["before"], each.facts["after"]) for each in Entry.objects.filter(verb="list.answered")]
    assert facts == [
        ("Step-down", "", "Child in need"),
        ("Closed", "", "None of these: leave the plan type blank"),
        ("STEP DOWN", "Child in need", "Assessment"),
    ]


def test_an_answer_that_means_nothing_is_refused(lead, elm_team):
    with pytest.raises(ValidationError, match="“Elm” cannot mean that"):
        remember_answers(actor=lead.person, subject=TEAM_WORDS, answers={"Elm": str(elm_team.pk + 99)})
    assert not ListAnswer.objects.exists()


def test_an_answer_that_is_forgotten_is_asked_again(lead):
    remember_answers(actor=lead.person, subject=PLAN_WORDS, answers={"Closed": ""})
    forget_answer(actor=lead.person, answer=ListAnswer.objects.get())

    assert answers_to(PLAN_WORDS) == {"plan-types": {}}
    assert Entry.objects.get(verb="list.forgotten").facts["word"] == "Closed"
