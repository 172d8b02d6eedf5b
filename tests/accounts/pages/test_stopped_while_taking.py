"""A process that ends between the change and its answer: the same form sent again finds what was changed, and changes nothing."""

import pytest

from actions.models import Action
from foundation.sending.models import SentForm
from tests.forms_on import forms_on


class Killed(BaseException):
    """As a signal ends a process: nothing that comes after it is done."""


@pytest.fixture
def form(lead):
    (found,) = [form for form in forms_on(lead.get("/actions/raise/")) if "what" in form.fields]
    return found.fields | {"what": "Update the chronology", "why": "It stops in March.", "owner": str(lead.person.pk)}


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    monkeypatch.setattr("foundation.sending.services.submissions.WAIT", 0.2)


def killed_after(change, monkeypatch, lead, form):
    def end(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(f"foundation.sending.middleware.{change}", end)
        with pytest.raises(Killed):
            lead.post("/actions/raise/", form)


def test_after_the_change_it_is_found_and_not_made_again(lead, form, monkeypatch):
    killed_after("end_submission", monkeypatch, lead, form)
    raised = Action.objects.get()

    answer = lead.post("/actions/raise/", form, follow=True)

    assert answer.redirect_chain == [(raised.get_absolute_url(), 302)]
    assert "What you sent was saved; look whether all of it is here." in answer.text
    assert Action.objects.count() == 1


def test_where_nothing_was_stored_it_is_taken_now(lead, form, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("actions.services.raising.record", lambda **facts: (_ for _ in ()).throw(Killed()), raising=False)
        patch.setattr("foundation.activity.trail.Entry.save", lambda *args, **facts: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            lead.post("/actions/raise/", form)
    assert (Action.objects.count(), SentForm.objects.get().led_to) == (0, "")

    assert lead.post("/actions/raise/", form)["Location"] == Action.objects.get().get_absolute_url()


def test_one_that_is_answered_says_as_ever_where_it_led(lead, form):
    led_to = lead.post("/actions/raise/", form)["Location"]

    assert SentForm.objects.get().led_to == led_to
    assert "This was saved when you first sent it." in lead.post("/actions/raise/", form, follow=True).text
