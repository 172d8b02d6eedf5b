"""/audits/<number>/factual-check/: the practitioner checks the facts of the draft, which shows no grade."""

import datetime

import pytest

from audits.auditing.services.auditing import grade_domain, submit_audit
from audits.enums import AuditState, Grade, Stage
from audits.models import Correction, FactualCheck, Judgement
from audits.practitioner.services.factual_check import answer_factual_check
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.errors import Incomplete
from foundation.notices.models import Notice
from foundation.sending.models import SentForm
from tests.reading import text_at
from tests.removal import remove
from tests.replay import replayed

from .conftest import AREA, SAID, STRENGTH, url, without_token

WEDNESDAY = datetime.date(2023, 6, 7)
WRONG = "She was seen on 4 May as well."


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with frozen_clock(WEDNESDAY):
        yield


@pytest.fixture
@replayed
def corrected(checked, worker):
    answer_factual_check(actor=worker.person, audit=checked, corrections={"areas": WRONG})
    return checked


def settled(audit, outcome: str = "changed", words: str = "") -> dict[str, str]:
    pk = Correction.objects.get(factual_check__audit=audit).pk
    return {f"outcome-{pk}": outcome, f"answer-{pk}": words}


def test_the_auditor_asks_the_practitioner_corrects_the_auditor_answers(draft, auditor, worker):
    auditor.post(url(draft, "factual-check/ask/"))
    assert f"Check the facts of audit {draft.number}" in text_at(worker, "/")
    worker.post(url(draft, "factual-check/"), {"answer": "something", "areas": WRONG})
    assert f"Answer the corrections to audit {draft.number}" in text_at(auditor, "/")
    auditor.post(url(draft, "factual-check/"), settled(draft, "partly", "The visit is named now."))

    page = text_at(worker, url(draft, "factual-check/"))
    assert all(words in page for words in (WRONG, "Corrected in part", "The visit is named now."))
    assert submit_audit(actor=auditor.person, audit=draft).state == AuditState.SUBMITTED


def test_it_leaves_a_trace_and_everyone_is_told(corrected, auditor, worker):
    auditor.post(url(corrected, "factual-check/"), settled(corrected))

    sentences = [entry.sentence for entry in Entry.objects.of(corrected).writes()][-3:]
    assert sentences == ["asked for a factual check", "answered the factual check", "said what came of the corrections"]
    assert [notice.key.split(":")[0] for notice in Notice.objects.filter(person=worker.person).order_by("pk")][-2:] == [
        "audit.check_asked",
        "audit.check_settled",
    ]


def test_the_draft_is_shown_without_what_weighs(draft, checked, worker):
    Judgement.objects.filter(audit=draft).update(no_action_reason="Too late to mend.")
    page = text_at(worker, url(checked, "factual-check/"))

    assert all(words in page for words in (STRENGTH, AREA, SAID, "Seen in the record: Assessment."))
    assert not any(words in page for words in ("Good", "Too late to mend.", "Taken together.", "Worth a look"))


def test_grades_change_nothing_that_the_practitioner_sees(draft, auditor, worker):
    def give(grade: Grade) -> str:
        remove(FactualCheck.objects.all())
        SentForm.objects.all().delete()
        Judgement.objects.filter(audit=draft, stage=Stage.AUDITOR).update(grade=grade)
        auditor.post(url(draft, "factual-check/ask/"))
        return without_token(worker.get(url(draft, "factual-check/")))

    assert give(Grade.OUTSTANDING) == give(Grade.INADEQUATE)
    assert give(Grade.NOT_APPLICABLE) == give(Grade.GOOD)


def test_what_the_auditor_writes_later_is_not_shown(checked, auditor, worker):
    domain = checked.tool.domains.first()
    grade_domain(actor=auditor.person, audit=checked, domain=domain, grade="RI", reason="Written afterwards.")

    assert "Written afterwards." not in text_at(worker, url(checked, "factual-check/"))


def test_words_that_name_a_grade_are_pointed_out_before_it_is_sent(draft, auditor):
    domain = draft.tool.domains.first()
    grade_domain(actor=auditor.person, audit=draft, domain=domain, grade="RI", reason="It is RI because two visits are missing.")

    assert "<mark>RI</mark>" in text_at(auditor, url(draft, "factual-check/ask/"))


def test_it_is_due_in_three_working_days_and_holds_up_the_submission(checked, auditor):
    assert FactualCheck.objects.get().due == datetime.date(2023, 6, 12)
    sentence = "Wait for the factual check: Will Okafor has until 12 June 2023."

    assert sentence in text_at(auditor, url(checked, "check/"))
    with pytest.raises(Incomplete, match=sentence):
        submit_audit(actor=auditor.person, audit=checked)
    with frozen_clock(datetime.date(2023, 6, 12)), pytest.raises(Incomplete):
        submit_audit(actor=auditor.person, audit=checked)


def test_past_its_day_the_audit_goes_on_and_says_that_nobody_answered(checked, auditor):
    with frozen_clock(datetime.date(2023, 6, 13)):
        assert "not answered by 12 June 2023" in text_at(auditor, url(checked, ""))
        assert submit_audit(actor=auditor.person, audit=checked).state == AuditState.SUBMITTED
        assert "; not answered" in text_at(auditor, url(checked, ""))


def test_corrections_without_an_answer_hold_up_the_submission_whatever_the_day(corrected, auditor):
    with frozen_clock(datetime.date(2023, 7, 13)), pytest.raises(Incomplete, match="each correction"):
        submit_audit(actor=auditor.person, audit=corrected)


def test_nothing_to_correct_settles_it(checked, auditor, worker):
    worker.post(url(checked, "factual-check/"), {"answer": "nothing"})

    assert "Will Okafor had nothing to correct, 7 June 2023" in text_at(auditor, url(checked, ""))
    assert submit_audit(actor=auditor.person, audit=checked).state == AuditState.SUBMITTED


@pytest.mark.parametrize("given", [{}, {"answer": "something"}, {"answer": "nothing", "areas": WRONG}])
def test_the_answer_is_one_or_the_other_and_what_was_typed_stays(checked, worker, given):
    answer = worker.post(url(checked, "factual-check/"), given)

    assert list(answer.context["form"].errors) == ["answer"]
    assert answer.context["form"]["areas"].value() in (None, WRONG)
    assert FactualCheck.objects.get().answered_on is None


@pytest.mark.parametrize(("outcome", "place"), [("", "outcome"), ("kept", "answer")])
def test_each_correction_gets_an_outcome_and_a_refusal_its_reason(corrected, auditor, outcome, place):
    answer = auditor.post(url(corrected, "factual-check/"), settled(corrected, outcome))

    assert [name.split("-")[0] for name in answer.context["form"].errors] == [place]
    assert FactualCheck.objects.get().settled_on is None


def test_an_answer_to_the_practitioner_names_no_grade(corrected, auditor):
    answer = auditor.post(url(corrected, "factual-check/"), settled(corrected, "kept", "It stays RI all the same."))

    assert "say it without “RI”" in str(answer.context["form"].errors)
    assert FactualCheck.objects.get().settled_on is None


def test_a_check_is_asked_for_once(checked, auditor):
    assert auditor.post(url(checked, "factual-check/ask/")).url == url(checked, "factual-check/")
    assert FactualCheck.objects.count() == 1


def test_the_second_answer_does_nothing(corrected, worker):
    worker.post(url(corrected, "factual-check/"), {"answer": "nothing"})

    assert Correction.objects.get().text == WRONG


def test_only_its_auditor_asks(draft, lead, moderator, worker, team_manager, outsider):
    visitors = (lead, moderator, worker, team_manager, outsider)
    assert {visitor.post(url(draft, "factual-check/ask/")).status_code for visitor in visitors} == {404}


def test_only_the_practitioner_answers(checked, auditor, lead, team_manager, outsider):
    for visitor in (auditor, lead, team_manager, outsider):
        visitor.post(url(checked, "factual-check/"), {"answer": "nothing"})

    assert FactualCheck.objects.get().answered_on is None


def test_nobody_else_finds_it(checked, team_manager, outsider, board_member, administrator, moderator):
    visitors = (team_manager, outsider, board_member, administrator, moderator)
    assert {visitor.get(url(checked, "factual-check/")).status_code for visitor in visitors} == {404}


def test_a_month_without_it_offers_none(started_audit, auditor):
    assert auditor.get(url(started_audit, "factual-check/ask/")).status_code == 404
    assert "Factual check" not in text_at(auditor, url(started_audit, ""))


def test_both_sides_see_it_in_their_work_with_its_day(checked, auditor, worker):
    assert "in 3 working days" in text_at(worker, "/")
    assert f"Factual check of audit {checked.number}" in text_at(auditor, "/")
