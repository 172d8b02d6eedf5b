"""What is sent after the session has ended is kept for its writer, and for nobody else."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from audits.models import Audit
from foundation.accounts.requests import DISCARDS_POST
from foundation.sending.models import KeptForm
from foundation.sending.writers import FIELD, seal_of
from tests.forms_on import forms_on
from tests.people import Visitor, session_of

WORDS = "Seen alone once since May."
GIVEN = {"grade": "RI", "reason": WORDS, "seen": "", "later": "1"}
KEPT = "/kept-words/"


@pytest.fixture
def address(begun_audit) -> str:
    return f"/audits/{begun_audit.number}/form/domain-{begun_audit.tool.domains.first().pk}/"


def form_of(visitor: Client, address: str) -> dict[str, str]:
    """What the page's own form sends besides what is typed."""
    return next(form.fields for form in forms_on(visitor.get(address), "textarea"))


def signed_out(visitor: Visitor) -> Visitor:
    """Their session has ended; the page is still open."""
    Session.objects.all().delete()
    return visitor


def signs_in(browser: Client, person) -> None:
    person.set_password("correct horse battery")
    person.save()
    return browser.post("/sign-in/", {"username": person.email, "password": "correct horse battery"})


def text(answer) -> str:
    return answer.content.decode()


def reasons(audit: Audit) -> list[str]:
    return list(audit.judgements.values_list("reason", flat=True))


def test_their_writer_signs_in_and_sends_them_with_one_press(auditor, begun_audit, address):
    given = form_of(auditor, address) | GIVEN
    answer = signed_out(auditor).post(address, given)
    assert answer.url == f"/sign-in/?next={address}&kept=yes"
    assert "They are kept for you" in text(auditor.get(answer.url))
    assert reasons(begun_audit) == []

    assert signs_in(auditor, auditor.person).url == KEPT
    # Read again, and again after a reload.
    assert {WORDS in text(auditor.get(KEPT)) for _ in range(2)} == {True}
    form = next(form for form in forms_on(auditor.get(KEPT)) if form.action == address)
    assert {name: form.fields[name] for name in GIVEN} == GIVEN

    assert auditor.post(form.action, form.fields).url == f"/audits/{begun_audit.number}/"
    assert reasons(begun_audit) == [WORDS]
    assert not KeptForm.objects.exists()


def test_somebody_else_who_signs_in_there_sees_none_of_it_and_its_writer_still_can(auditor, moderator, address):
    given = form_of(auditor, address) | GIVEN
    answer = signed_out(auditor).post(address, given)

    seen = [answer, auditor.get(answer.url), signs_in(auditor, moderator.person), auditor.get("/"), auditor.get(KEPT)]
    assert [WORDS in text(each) for each in seen] == [False] * 5
    assert seen[2].url == "/"

    assert WORDS in text(Visitor(auditor.person).get(KEPT))


def test_nobody_discards_what_is_kept_for_somebody_else(auditor, moderator, address):
    signed_out(auditor).post(address, GIVEN | {FIELD: seal_of(auditor.person)})
    discard = f"{KEPT}{KeptForm.objects.get().pk}/discard/"

    assert Visitor(moderator.person).post(discard).status_code == 404
    assert Visitor(auditor.person).post(discard).url == KEPT
    assert not KeptForm.objects.exists()


def test_the_page_says_whose_words_they_are_whoever_was_signed_in_last(auditor, moderator, address):
    """The auditor's page stays open in one tab; in another the moderator signs in, and is signed out."""
    given = form_of(auditor, address) | GIVEN
    auditor.cookies["sessionid"] = session_of(moderator.person)
    auditor.get("/")
    signed_out(auditor).post(address, given)

    assert KeptForm.objects.get().person == auditor.person


def test_a_page_of_one_person_is_not_taken_from_another_who_signed_in_meanwhile(auditor, moderator, address):
    given = form_of(auditor, address) | GIVEN
    auditor.cookies["sessionid"] = session_of(moderator.person)

    answer = auditor.post(address, given)

    assert answer.status_code == 403
    assert "kept for its writer alone" in text(answer)
    assert WORDS not in text(answer)
    assert KeptForm.objects.get().person == auditor.person


def test_words_of_nobody_known_are_shown_to_nobody(anonymous, auditor, address):
    answer = anonymous.post(address, GIVEN)

    assert answer.url == f"/sign-in/?next={address}&kept=no"
    assert "could not be kept" in text(anonymous.get(answer.url))
    signs_in(anonymous, auditor.person)
    assert WORDS not in text(anonymous.get(KEPT))


@pytest.mark.parametrize("seal", ["", "made-up", "1:forged", "zoë"])
def test_who_wrote_it_cannot_be_made_up(anonymous, auditor, address, seal):
    anonymous.post(address, GIVEN | {FIELD: seal})

    assert not KeptForm.objects.exists()


def strict(visitor: Visitor) -> Client:
    """The same browser, whose tokens are looked at."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = visitor.cookies
    return browser


def test_words_are_kept_when_the_token_went_with_the_session(auditor, address):
    browser = strict(auditor)
    given = form_of(browser, address) | GIVEN
    Session.objects.all().delete()
    del browser.cookies["csrftoken"]

    assert browser.post(address, given).url == "/sign-in/?kept=yes"
    assert WORDS in text(Visitor(auditor.person).get(KEPT))


def test_words_are_kept_when_the_same_person_signed_in_again_in_another_tab(auditor, address):
    browser = strict(auditor)
    given = form_of(browser, address) | GIVEN | {"csrfmiddlewaretoken": "a" * 64}

    assert browser.post(address, given).url == KEPT
    assert WORDS in text(browser.get(KEPT))


def test_a_form_without_a_token_and_without_a_writer_says_that_it_is_not_kept(address):
    answer = Client(enforce_csrf_checks=True).post(address, GIVEN)

    assert answer.status_code == 403
    assert "could not be kept" in text(answer)


def test_what_the_script_saves_is_kept_and_forgotten_once_it_has_saved(auditor, begun_audit, address):
    given, script = form_of(auditor, address) | GIVEN | {"writing": "the-one"}, {"Accept": "application/json"}
    signed_out(auditor).post(address, given | {"reason": "Seen alone"}, headers=script)
    auditor.post(address, given, headers=script)
    assert [dict(kept.fields)["reason"] for kept in KeptForm.objects.all()] == [WORDS]

    auditor.cookies["sessionid"] = session_of(auditor.person)
    assert auditor.post(address, given, headers=script).json()["state"] == "saved"

    assert reasons(begun_audit) == [WORDS]
    assert not KeptForm.objects.exists()


def test_much_is_kept_whole(auditor, address):
    much = " ".join(f"word {number}" for number in range(30_000))
    signed_out(auditor).post(address, {FIELD: seal_of(auditor.person), "reason": much, **{f"form-{n}-text": f"a {n}" for n in range(900)}})

    form = next(form for form in forms_on(Visitor(auditor.person).get(KEPT)) if form.action == address)
    assert len(much) > 200_000
    assert form.fields["reason"] == much
    assert form.fields["form-899-text"] == "a 899"


def test_what_comes_back_with_something_to_put_right_stays_kept_until_it_has_arrived(auditor, submitted_audit):
    address = f"/audits/{submitted_audit.number}/risk/"
    given = {"worry": "The door was kicked in.", "rung": "", "rung_on": "2023-06-14", "rung_time": "10:40", FIELD: seal_of(auditor.person)}
    signed_out(auditor).post(address, given)
    visitor = Visitor(auditor.person)
    kept = str(KeptForm.objects.get().pk)

    page = visitor.post(address, given | {"kept_form": kept})
    assert "The door was kicked in." in text(page)
    assert KeptForm.objects.exists()

    again = next(forms_on(page, "textarea")).fields
    assert visitor.post(address, again | {"rung": "The duty manager"}).status_code == 302
    assert not KeptForm.objects.exists()


def test_a_file_is_named_to_be_chosen_again(auditor):
    given = {
        "words": "Minutes of the meeting are added.",
        "files": SimpleUploadedFile("minutes.pdf", b"%PDF-1.4"),
        FIELD: seal_of(auditor.person),
    }
    signed_out(auditor).post("/actions/1/done/", given)

    page = text(Visitor(auditor.person).get(KEPT))
    assert "Minutes of the meeting are added." in page
    assert "Choose “minutes.pdf” again" in page
    assert 'enctype="multipart/form-data"' in page


def test_a_password_is_never_kept(administrator):
    signed_out(administrator).post(
        "/settings/people/new/", {"name": "Zoë Quill", "password": "correct horse", FIELD: seal_of(administrator.person)}
    )

    assert dict(KeptForm.objects.get().fields) == {"name": "Zoë Quill"}


def test_after_some_days_they_are_gone(auditor, address):
    signed_out(auditor).post(address, GIVEN | {FIELD: seal_of(auditor.person)})
    KeptForm.objects.update(kept_at=timezone.now() - datetime.timedelta(days=6))

    assert WORDS not in text(Visitor(auditor.person).get(KEPT))
    auditor.post(address, {FIELD: seal_of(auditor.person), "reason": "Another thing."})
    assert [dict(kept.fields)["reason"] for kept in KeptForm.objects.all()] == ["Another thing."]


def test_my_work_names_them_until_they_are_sent_or_discarded(auditor, address):
    signed_out(auditor).post(address, GIVEN | {FIELD: seal_of(auditor.person)})

    assert "what you wrote when you were signed out" in text(Visitor(auditor.person).get("/"))


def views(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        yield from views(entry) if hasattr(entry, "url_patterns") else [entry.callback]


def test_few_views_keep_nothing_and_each_says_why():
    assert {view.__name__: why for view in views() if (why := getattr(view, DISCARDS_POST, ""))} == {
        "search_page": "a search is typed again, and what was sought is nobody else’s business",
        "similar": "the page that asks holds the words",
        "suggest_themes": "the page that asks holds the words",
        "release": "a password",
        "my_password": "a password",
        "temporary_password": "a password",
        "stay": "nothing is typed",
        "second_step": "a code that works once",
        "sign_in_by_passkey": "a passkey, shown for this one press",
        "confirm": "a passkey, shown for this one press",
        "before_file": "a password",
        "power": "nothing that anybody typed, and a password",
        "add_app": "a code that works once",
        "add_passkey": "a passkey, made for this one press",
        "recovery_codes": "nothing that anybody typed",
        "remove_app": "nothing that anybody typed",
        "remove_a_passkey": "nothing that anybody typed",
        "approve": "a password",
        "confirm_removal": "a password may be sent with it",
        "everything": "nothing is typed",
        "everything_file": "a password may be sent with it",
        "evidence_file": "a password may be sent with it",
        "replace": "pairs of case IDs are kept nowhere, and a password may be sent with them",
        "discard_written": "nothing is typed",
        "hide_steps": "nothing is typed",
        "show_steps": "nothing is typed",
    }
