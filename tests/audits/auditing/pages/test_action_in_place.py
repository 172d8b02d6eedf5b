"""An action that is raised in one line, on the page where its domain is graded."""

import datetime

import pytest

from actions.models import Action
from actions.services import raise_action
from audits.enums import Stage
from foundation.accounts.models import Person
from foundation.council.clock import frozen_clock
from foundation.sending.models import KeptForm
from tests.audits.auditing.pages.test_form import form_url, section_url, statuses

GRADED = {"grade": "RI", "reason": "Six months old."}
WHAT = "Hold a review together with the school"
TUESDAY = datetime.date(2023, 6, 13)
AUTOSAVE = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def address(begun_audit) -> str:
    return section_url(begun_audit, 1)


def line(worker, **changed) -> dict:
    """What the page posts with the line filled in."""
    return GRADED | {"action_what": WHAT, "action_owner": str(worker.person.pk)} | changed


def test_one_press_saves_the_grade_raises_the_action_and_opens_the_next_domain(auditor, worker, begun_audit, address):
    with frozen_clock(TUESDAY):
        response = auditor.post(address, line(worker, action_due_day="30", action_due_month="6", action_due_year="2023"))

    action = Action.objects.get()
    assert "The action is raised. It reaches its owner when you submit the audit." in auditor.get(response.url).content.decode()
    assert response.url == section_url(begun_audit, 2)
    assert (action.what, action.owner, action.due, action.audit) == (WHAT, worker.person, datetime.date(2023, 6, 30), begun_audit)
    assert [domain.position for domain in action.domains.all()] == [1]
    assert begun_audit.judgements.at(Stage.AUDITOR).get().grade == "RI"


def test_why_it_matters_gives_no_grade_away(auditor, worker, begun_audit, address):
    auditor.post(address, line(worker))

    name = begun_audit.tool.domains.get(position=1).name
    assert Action.objects.get().why == f"What Audit {begun_audit.number} found about this area of practice: {name}."


def test_the_worker_of_the_record_is_the_owner_unless_another_is_chosen(auditor, worker, address):
    form = auditor.get(address).context["form"]

    assert form["action_owner"].value() == str(worker.person.pk)


def test_a_blank_line_raises_nothing(auditor, worker, address):
    auditor.post(address, line(worker, action_what=" "))

    assert Action.objects.count() == 0


def test_another_button_raises_it_and_stays(auditor, worker, address):
    assert auditor.post(address, line(worker, another="1")).url == f"{address}#actions"
    assert WHAT in auditor.get(address).content.decode()


def test_a_longer_action_begins_with_what_is_in_the_line(auditor, worker, begun_audit, address):
    due = {"action_due_day": "30", "action_due_month": "6", "action_due_year": "2033"}
    longer = auditor.post(address, line(worker, **due, **{"raise": "1"})).url
    form = auditor.get(longer).context["form"]

    assert Action.objects.count() == 0
    assert (form["what"].value(), form["owner"].value(), form["due"].value()) == (WHAT, str(worker.person.pk), datetime.date(2033, 6, 30))
    auditor.post(longer, {"what": WHAT, "why": "Nobody met.", "owner": worker.person.pk, "level": "child", "priority": "normal"})
    assert auditor.get(longer).context["form"]["what"].value() == ""


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"action_due_day": "1", "action_due_month": "6", "action_due_year": "2023"}, "action_due", "today or later"),
        ({"action_due_day": "1", "action_due_month": "6", "action_due_year": "2033"}, "action_due", "within two years"),
        ({"action_due_day": "1"}, "action_due", "month"),
        (
            {"action_what": "", "action_due_day": "1", "action_due_month": "8", "action_due_year": "2023"},
            "action_what",
            "Say what must change",
        ),
        ({"action_what": "Ring Jayden Smith at home"}, "action_what", "Jayden Smith"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_stored(auditor, worker, begun_audit, address, changed, field, says):
    with frozen_clock(TUESDAY):
        response = auditor.post(address, line(worker, **changed))

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert says in " ".join(form.error_texts)
    assert form["action_what"].value() == changed.get("action_what", WHAT)
    assert (Action.objects.count(), begun_audit.judgements.count()) == (0, 0)


def test_words_that_may_name_somebody_stand_with_a_reason(auditor, worker, address):
    given = line(worker, action_what="Ring Bluebell Woods about the visits")
    asked = auditor.post(address, given).content.decode()
    auditor.post(address, given | {"action_kept": "It is a nursery."})

    assert "Why may these words stand?" in asked
    assert Action.objects.get().what == "Ring Bluebell Woods about the visits"


def test_one_like_it_is_asked_about_first(auditor, worker, begun_audit, address):
    with frozen_clock(TUESDAY):
        raise_action(actor=auditor.person, audit=begun_audit, what=WHAT, why="Nobody met.", owner=worker.person)
        asked = auditor.post(address, line(worker))
        auditor.post(address, line(worker, action_different="on"))

    assert list(asked.context["form"].errors) == ["action_different"]
    assert Action.objects.count() == 2


def test_saving_as_one_writes_raises_nothing_and_says_so(auditor, worker, begun_audit, address):
    answer = auditor.post(address, line(worker, action_due_day="3", writing="one", seen=""), **AUTOSAVE).json()

    assert answer["state"] == "saved"
    assert dict(KeptForm.objects.get().fields)["seen"] == answer["seen"]
    assert answer["says"].endswith("The action is raised when you press Save and next.")
    assert Action.objects.count() == 0
    assert begun_audit.judgements.get().reason == "Six months old."
    auditor.post(address, GRADED | {"writing": "one"}, **AUTOSAVE)
    assert not KeptForm.objects.exists()


def test_a_weak_domain_without_an_action_is_a_problem_in_the_menu_until_one_is_raised(auditor, worker, begun_audit, address):
    auditor.post(address, GRADED)
    page = auditor.get(address).content.decode()
    before = statuses(auditor, begun_audit)[0]
    auditor.post(address, line(worker))

    assert '<span class="govuk-visually-hidden">, there is a problem</span>' in page
    assert '<span class="govuk-visually-hidden">, not started</span>' in page
    assert (before, statuses(auditor, begun_audit)[0]) == ("There is a problem", "Complete")
    assert "<span>1 of 8 sections complete</span>" in auditor.get(form_url(begun_audit)).content.decode()


def test_somebody_who_cannot_own_an_action_is_not_offered(auditor, worker, address):
    Person.objects.filter(pk=worker.person.pk).update(is_active=False)

    form = auditor.post(address, line(worker)).context["form"]
    assert list(form.errors) == ["action_owner"]
