"""/cycles/2023-06/theme/: up to eight questions of a month, and what its audits answered."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audits.auditing.services.auditing import submit_audit
from audits.auditing.services.checklists import ask_theme, save_checklist
from audits.models import Audit, Cycle, ThemeQuestion
from foundation.activity.models import Entry
from tests.audit_stages import grade_all
from tests.replay import replayed

WHO, SEEN = "Who came to the review?", "Was the plan shared?"
ASKED = {"text_1": WHO, "kind_1": "words", "text_2": SEEN, "kind_2": "reply"}


@pytest.fixture
def url(cycle) -> str:
    return f"/cycles/{cycle.code}/theme/"


@pytest.fixture
@replayed
def asked(lead, cycle) -> list[ThemeQuestion]:
    return ask_theme(actor=lead.person, cycle=cycle, questions=[(WHO, "words"), (SEEN, "reply")])


@pytest.fixture
@replayed
def answered(asked, begun_audit) -> Audit:
    who, seen = asked
    save_checklist(
        actor=begun_audit.auditor, audit=begun_audit, checklist={}, theme={who.pk: ("", "The school."), seen.pk: ("partly", "Late.")}
    )
    return begun_audit


def submit(audit: Audit) -> Audit:
    return submit_audit(actor=audit.auditor, audit=grade_all(audit))


def texts(cycle: Cycle) -> list[str]:
    return list(cycle.theme_questions.values_list("text", flat=True))


def test_the_lead_asks_without_a_new_version(lead, cycle, url):
    response = lead.post(f"{url}questions/", ASKED)

    assert response.url == f"/cycles/{cycle.code}/"
    assert list(cycle.theme_questions.values_list("position", "text", "kind")) == [(1, WHO, "words"), (2, SEEN, "reply")]
    assert Entry.objects.of(cycle).last().facts == {"before": [], "after": [WHO, SEEN]}
    assert cycle.tool.version == 1


def test_the_trail_has_a_reworded_question_as_it_was(lead, cycle, asked):
    ask_theme(actor=lead.person, cycle=cycle, questions=[("Who was asked?", "words"), (SEEN, "reply")])

    assert Entry.objects.of(cycle).last().facts == {"before": [WHO, SEEN], "after": ["Who was asked?", SEEN]}


def test_the_same_questions_twice_leave_one_trace(lead, cycle, url):
    for _ in range(2):
        lead.post(f"{url}questions/", ASKED)

    assert [entry.verb for entry in Entry.objects.of(cycle)].count("cycle.theme_asked") == 1


def test_a_ninth_question_is_refused(lead, cycle):
    with pytest.raises(ValidationError, match="at most 8 questions"):
        ask_theme(actor=lead.person, cycle=cycle, questions=[(f"Question {number}?", "words") for number in range(9)])


def test_the_database_holds_eight_at_most(cycle):
    with pytest.raises(IntegrityError), transaction.atomic():
        ThemeQuestion.objects.create(cycle=cycle, position=9, text="A ninth?")


def test_the_auditor_answers_them_beside_the_checklist(auditor, asked, begun_audit):
    who, seen = asked
    address = f"/audits/{begun_audit.number}/form/voices/"
    assert auditor.get(address).context["section"].text == "Voices, checklist and this month’s theme"

    auditor.post(address, {f"words_{who.pk}": "The school.", f"theme_{seen.pk}": "partly"})

    assert list(begun_audit.theme_answers.values_list("question__text", "reply", "words")) == [
        (WHO, "", "The school."),
        (SEEN, "partly", ""),
    ]


def test_the_audit_page_shows_the_answers(auditor, answered):
    page = auditor.get(f"/audits/{answered.number}/").content.decode()

    assert WHO in page
    assert "The school." in page


def test_the_lead_reads_the_months_answers_once_submitted(lead, answered, url):
    assert [each.answers for each in lead.get(url).context["found"]] == [[], []]

    submit(answered)

    found = lead.get(url).context["found"]
    assert [(each.question.text, each.counts) for each in found] == [(WHO, "1 answered"), (SEEN, "Yes 0, partly 1, no 0, of 1")]
    rows = lead.get(f"{url}?export=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1:] == [f"2023-06,{WHO},{answered.number},Elm Team,,The school.", f"2023-06,{SEEN},{answered.number},Elm Team,Partly,Late."]


def test_questions_stand_once_an_audit_is_submitted(lead, cycle, answered, url):
    submit(answered)
    response = lead.post(f"{url}questions/", {"text_1": "Another?", "kind_1": "words"})

    assert response.url == url
    assert texts(cycle) == [WHO, SEEN]
    with pytest.raises(ValidationError, match="no longer change"):
        ask_theme(actor=lead.person, cycle=cycle, questions=[("Another?", "words")])


def test_a_question_may_be_reworded_while_audits_are_written(lead, cycle, answered, url):
    lead.post(f"{url}questions/", ASKED | {"text_1": "Who came, and who did not?"})

    assert texts(cycle) == ["Who came, and who did not?", SEEN]
    assert answered.theme_answers.get(question__position=1).words == "The school."


@pytest.mark.parametrize("given", [{"text_2": ""}, {"kind_2": "words"}])
def test_an_answer_in_a_draft_is_not_thrown_away(lead, cycle, answered, url, given):
    page = lead.post(f"{url}questions/", ASKED | given)

    assert page.context["form"].non_field_errors() == [
        f"Audit {answered.number} answers “{SEEN}” already. Change its words if you like; it and its kind of answer stay."
    ]
    assert texts(cycle) == [WHO, SEEN]


@pytest.mark.parametrize("person", ["auditor", "director", "board_member", "outsider", "administrator", "moderator"])
def test_only_the_lead_asks_and_reads(request, cycle, url, person):
    visitor = request.getfixturevalue(person)

    assert [visitor.get(url).status_code, visitor.post(f"{url}questions/", ASKED).status_code] == [403, 403]
    assert texts(cycle) == []


def test_the_answers_ask_no_more_queries_with_more_questions(lead, cycle, url, django_assert_max_num_queries):
    ask_theme(actor=lead.person, cycle=cycle, questions=[(WHO, "words")])
    with django_assert_max_num_queries(30) as one:
        lead.get(url)
    ask_theme(actor=lead.person, cycle=cycle, questions=[(WHO, "words"), (SEEN, "reply"), ("And then?", "words")])
    with django_assert_max_num_queries(len(one)):
        lead.get(url)


def test_a_month_that_is_not_planned_is_not_found(lead, db):
    assert lead.get("/cycles/2020-01/theme/").status_code == 404
