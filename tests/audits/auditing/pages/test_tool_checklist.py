"""The section of the form that stands beside the grades: the checklist."""

import pytest

from audits.auditing.services.auditing import submit_audit
from audits.auditing.services.checklists import save_checklist
from audits.enums import AuditState
from audits.models import Audit, ChecklistItem
from foundation.activity.models import Entry
from tests.audit_stages import grade_all
from tests.audits.auditing.pages.test_saving import save_as_you_go, seen_at
from tests.reading import text_of

CHRONOLOGY = "The chronology is up to date"


@pytest.fixture
def item(begun_audit) -> ChecklistItem:
    return begun_audit.tool.checklist.get(text=CHRONOLOGY)


@pytest.fixture
def address(begun_audit) -> str:
    return f"/audits/{begun_audit.number}/form/voices/"


def stored(audit: Audit) -> list[tuple[str, str, str]]:
    return list(audit.checklist_answers.exclude(reply="", note="").values_list("item__text", "reply", "note"))


def answer(audit: Audit, item: ChecklistItem, reply: str = "no", note: str = "Ends in 2021.") -> None:
    save_checklist(actor=audit.auditor, audit=audit, checklist={item.pk: (reply, note)}, theme={})


def test_a_reply_and_its_note_are_saved_and_the_overall_judgement_comes_next(auditor, begun_audit, item, address):
    response = auditor.post(address, {f"item_{item.pk}": "partly", f"note_{item.pk}": " Ends in May. "})

    assert response.url == f"/audits/{begun_audit.number}/form/overall/"
    assert stored(begun_audit) == [(CHRONOLOGY, "partly", "Ends in May.")]
    assert Entry.objects.of(begun_audit).last().sentence == "answered the checklist"


def test_the_page_says_that_no_grade_depends_on_the_checklist(auditor, address):
    assert "no grade depends on it" in text_of(auditor.get(address))


def test_it_is_saved_while_it_is_written(auditor, begun_audit, item, address):
    answer = save_as_you_go(auditor, address, **{f"note_{item.pk}": "Ends in", "seen": seen_at(auditor, address)}).json()

    assert (answer["state"], stored(begun_audit)) == ("saved", [(CHRONOLOGY, "", "Ends in")])
    assert answer["seen"] == seen_at(auditor, address)


def test_the_second_window_is_shown_both_versions(auditor, begun_audit, item, address):
    seen = seen_at(auditor, address)
    auditor.post(address, {f"item_{item.pk}": "yes", "seen": seen})

    page = auditor.post(address, {f"item_{item.pk}": "no", "seen": seen})

    assert page.context["form"].conflict.theirs == ((CHRONOLOGY, "Yes"),)
    assert page.context["form"].conflict.mine == ((CHRONOLOGY, "No"),)
    assert stored(begun_audit) == [(CHRONOLOGY, "yes", "")]


def test_the_same_answers_twice_leave_one_trace(auditor, begun_audit, item, address):
    for _ in range(2):
        auditor.post(address, {f"item_{item.pk}": "yes"})

    assert [entry.verb for entry in Entry.objects.of(begun_audit)].count("audit.checklist_saved") == 1


def test_an_answer_that_the_form_does_not_offer_is_refused(auditor, begun_audit, item, address):
    page = auditor.post(address, {f"item_{item.pk}": "often", f"note_{item.pk}": "Kept."})

    assert list(page.context["form"].errors) == [f"item_{item.pk}"]
    assert "Kept." in page.content.decode()
    assert stored(begun_audit) == []


def test_what_is_not_answered_is_warned_of_and_stops_nothing(auditor, begun_audit, item):
    grade_all(begun_audit)
    answer(begun_audit, item)
    page = auditor.get(f"/audits/{begun_audit.number}/check/")

    assert "You have not answered 5 of the questions beside the grades: the checklist, and this month’s theme." in page.context["warned"]
    assert submit_audit(actor=auditor.person, audit=begun_audit).state == AuditState.SUBMITTED


def test_no_grade_depends_on_it(auditor, begun_audit, item):
    grade_all(begun_audit)
    before = list(begun_audit.judgements.values_list("domain", "stage", "grade"))

    answer(begun_audit, item)

    assert list(begun_audit.judgements.values_list("domain", "stage", "grade")) == before


def test_the_check_page_and_the_audit_page_show_the_answers(auditor, begun_audit, item):
    answer(begun_audit, item)

    for page in ("check/", ""):
        shown = auditor.get(f"/audits/{begun_audit.number}/{page}").content.decode()
        assert CHRONOLOGY in shown
        assert "Ends in 2021." in shown


def test_a_draft_is_its_auditors_alone(lead, begun_audit, item):
    answer(begun_audit, item)

    assert "Ends in 2021." not in lead.get(f"/audits/{begun_audit.number}/").content.decode()


def test_the_guard_reads_the_notes(auditor, begun_audit, item):
    answer(begun_audit, item, note="Born 3 May 2012.")

    (warned,) = auditor.get(f"/audits/{begun_audit.number}/check/").context["guarded"]
    assert (warned.place, warned.href) == (CHRONOLOGY, f"/audits/{begun_audit.number}/form/voices/")


def test_nothing_changes_once_it_is_submitted(auditor, submitted_audit):
    item = submitted_audit.tool.checklist.first()

    response = auditor.post(f"/audits/{submitted_audit.number}/form/voices/", {f"item_{item.pk}": "yes"})

    assert response.url == f"/audits/{submitted_audit.number}/"
    assert stored(submitted_audit) == []


def test_nobody_else_finds_the_section(lead, moderator, outsider, begun_audit, address):
    assert [visitor.get(address).status_code for visitor in (lead, moderator, outsider)] == [404, 404, 404]


def test_the_month_counts_each_item_among_those_it_applies_to(director, auditor, begun_audit, item):
    answer(begun_audit, item)
    other = begun_audit.tool.checklist.get(position=2)
    answer(begun_audit, other, reply="na", note="")
    url = f"/cycles/{begun_audit.cycle.code}/checklist/"
    assert director.get(url).context["counts"] == []

    submit_audit(actor=auditor.person, audit=grade_all(begun_audit))

    first, second = director.get(url).context["counts"]
    assert (first.text, first.yes, first.partly, first.no, first.n) == (CHRONOLOGY, 0, 0, 1, 1)
    assert (second.n, second.not_applicable) == (0, 1)
    rows = director.get(f"{url}?export=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == f"2023-06,{CHRONOLOGY},0,0,1,1,0"


@pytest.mark.parametrize("person", ["auditor", "board_member", "outsider", "administrator"])
def test_who_does_not_lead_sees_no_month(request, cycle, person):
    assert request.getfixturevalue(person).get(f"/cycles/{cycle.code}/checklist/").status_code == 403
