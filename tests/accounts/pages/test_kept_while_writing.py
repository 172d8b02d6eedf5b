"""What the page's script sends while somebody writes: kept for them alone until a button takes it, and given back to the page."""

import base64
import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from foundation.accounts.requests import SAVES_HALFWAY
from foundation.activity.models import Access
from foundation.sending.enums import KeptBecause
from foundation.sending.models import KeptForm
from foundation.sending.writers import FIELD, browser_key, seal_of
from tests.accounts.pages.test_kept_words import signs_in, views
from tests.forms_on import forms_on
from tests.people import Visitor

WORDS = "The visits of May are not written up."
KEPT, HERE = "/kept-words/", "/kept-words/here/"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def address(submitted_audit) -> str:
    return f"/audits/{submitted_audit.number}/moderate/"


def writes(visitor, address: str, words: str = WORDS, *, name: str = "one", **more):
    about = {"writing": name, "writing_form": f"{address} reason-1 0", "writing_page": address, FIELD: seal_of(visitor.person)}
    return visitor.post(address, {"reason-1": words, **about, **more}, headers=SCRIPT)


def kept() -> list[str]:
    return [dict(each.fields)["reason-1"] for each in KeptForm.objects.order_by("pk")]


def given_back(visitor, address: str) -> list[str]:
    return [dict(each["entries"])["reason-1"] for each in visitor.get(HERE, {"page": address}).json()["kept"]]


def test_what_is_written_is_kept_and_changes_nothing(moderator, submitted_audit, address):
    answer = writes(moderator, address)

    assert (answer.status_code, answer.json()["state"]) == (200, "kept")
    assert answer.json()["says"].startswith("Kept for you at ")
    assert kept() == [WORDS]
    assert not submitted_audit.judgements.filter(stage="moderator").exists()


def test_that_kept_words_are_given_to_the_page_is_noted_and_that_there_are_none_is_not(moderator, address):
    given_back(moderator, address)
    assert not Access.objects.filter(address="sending:kept-here").exists()

    writes(moderator, address)
    given_back(moderator, address)
    assert Access.objects.get(address="sending:kept-here").actor == moderator.person


def test_what_is_written_on_takes_its_place_and_another_window_has_its_own(moderator, address):
    for words in ("The", "The visits"):
        writes(moderator, address, words)
    writes(moderator, address, "In another window.", name="two")

    assert kept() == ["The visits", "In another window."]
    assert given_back(moderator, address) == ["In another window.", "The visits"]


def test_its_page_is_given_it_back_and_no_other_page_and_nobody_else(moderator, lead, address):
    writes(moderator, address)

    assert given_back(moderator, address) == [WORDS]
    assert given_back(moderator, "/") == given_back(lead, address) == []


def test_the_page_that_goes_on_with_it_takes_its_place(moderator, address):
    writes(moderator, address)
    writes(moderator, address, f"{WORDS} Nor those of June.", name="two", kept_form=KeptForm.objects.get().pk)

    assert kept() == [f"{WORDS} Nor those of June."]


def test_a_button_that_takes_it_settles_it(moderator, submitted_audit, address):
    writes(moderator, address)
    form = next(forms_on(moderator.get(address), "textarea"))
    grades = {name: "G" for name, kind in form.kinds.items() if kind == "radio"}

    assert moderator.post(address, form.fields | grades | {"reason-1": WORDS, "writing": "one"}).status_code == 302
    assert submitted_audit.judgements.filter(stage="moderator", reason=WORDS).exists()
    assert kept() == []


def test_what_comes_back_from_a_button_with_something_missing_stays_and_goes_on(moderator, address):
    writes(moderator, address)
    page = moderator.post(address, {"reason-1": WORDS, "writing": "one", "writing_form": f"{address} reason-1 0"})

    assert kept() == [WORDS]
    assert f'name="writing" value="one" data-form="{address} reason-1 0"' in page.content.decode()


def test_what_a_service_refuses_is_kept_too(auditor, submitted_audit):
    address = f"/audits/{submitted_audit.number}/form/overall/"
    page = auditor.post(address, {"reason": WORDS})

    assert page.status_code == 409
    assert [each.because for each in KeptForm.objects.all()] == [KeptBecause.REFUSED]
    assert WORDS in auditor.get(KEPT).content.decode()


def test_what_is_sent_to_a_page_that_is_gone_is_kept(auditor):
    assert auditor.post("/actions/999/done/", {"evidence": WORDS}).status_code == 404

    assert WORDS in auditor.get(KEPT).content.decode()


def test_a_script_that_saves_keeps_what_it_could_not_save(auditor, submitted_audit):
    address = f"/audits/{submitted_audit.number}/form/overall/"
    answer = auditor.post(address, {"reason": WORDS, "writing": "one"}, headers=SCRIPT).json()

    assert answer["state"] == "closed"
    assert answer["says"].endswith("What you wrote is kept for you.")
    assert WORDS in auditor.get(KEPT).content.decode()


def test_signed_out_the_script_is_told_and_the_words_are_kept(moderator, address):
    Session.objects.all().delete()
    answer = writes(moderator, address)

    assert (answer.status_code, answer.json()["state"]) == (401, "signed-out")
    assert "is kept for you" in answer.json()["says"]
    assert KeptForm.objects.get().because == KeptBecause.SIGNED_OUT
    assert given_back(Visitor(moderator.person), address) == [WORDS]


def test_on_a_page_of_another_person_the_script_is_told_and_the_words_stay_theirs(moderator, lead, address):
    answer = writes(lead, address, **{FIELD: seal_of(moderator.person)})

    assert (answer.status_code, answer.json()["state"]) == (403, "not-yours")
    assert WORDS not in answer.content.decode()
    assert (given_back(lead, address), given_back(moderator, address)) == ([], [WORDS])


def test_it_is_discarded_by_its_writer_alone(moderator, lead, address):
    writes(moderator, address)

    lead.post("/kept-words/discard/", {"writing": "one"})
    assert kept() == [WORDS]
    moderator.post("/kept-words/discard/", {"writing": "one"})
    assert kept() == []


def test_the_page_of_kept_words_leads_to_where_they_were_written_and_nowhere_else(moderator, address):
    writes(moderator, address)
    writes(moderator, address, name="two", writing_page="//elsewhere.example/")

    page = moderator.get(KEPT).content.decode()
    assert page.count(f'href="{address}"') == 1
    assert "elsewhere" not in page


def test_my_work_names_what_was_left_behind_and_signing_in_leads_home(moderator, address):
    writes(moderator, address)
    named = "Finish or discard what you began to write"
    assert named not in moderator.get("/").content.decode()

    KeptForm.objects.update(kept_at=timezone.now() - datetime.timedelta(hours=2))
    assert named in moderator.get("/").content.decode()
    assert signs_in(Client(), moderator.person).url == "/"


def test_each_person_has_a_key_of_their_own(moderator, lead):
    keys = {visitor.get(HERE).json()["key"] for visitor in (moderator, lead)}

    assert keys == {browser_key(moderator.person), browser_key(lead.person)}
    assert {len(base64.b64decode(key)) for key in keys} == {32}


def test_views_that_save_halfway_say_why():
    assert {view.__name__ for view in views(get_resolver()) if getattr(view, SAVES_HALFWAY, "")} == {
        "section_page",
        "part_section",
        "record",
        "section",
        "write",
        "grade",
        "comment",
    }
