"""What no page could take is refused in words, before any page sees it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"q=a%00b", FORM),
        (b"a%00=1", FORM),
        (b"q=+AGE-", f"{FORM}; charset=utf-7"),
        (b"q=1", f"{FORM}; charset=no-such-charset"),
        (b"x", "multipart/form-data"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(lead, body, kind):
    answer = lead.generic("POST", "/search/", body, content_type=kind)

    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()


def test_a_nul_in_an_address_is_refused_in_words(lead):
    assert [lead.get(address).status_code for address in ("/audits/?number=a%00b", "/audits/%00/", "/actions/?%00=1")] == [400, 400, 400]


def test_accents_pictures_and_other_scripts_are_words_like_any_other(lead):
    assert lead.get("/actions/", {"month": "Zoë 😀 日本"}).status_code == 200


@pytest.mark.parametrize("key", ['"\\000abc"', '"a\\000"', "x" * 5000, "'"])
def test_a_cookie_that_is_none_of_ours_is_nobodys_session(db, key):
    visitor = Client(raise_request_exception=False)

    assert visitor.get("/", headers={"cookie": f"sessionid={key}; csrftoken={key}; messages={key}"}).status_code == 302
    assert not Session.objects.filter(session_key__startswith="x").exists()


HEADERS = (
    "Accept Accept-Language Referer HX-Current-URL HX-Request If-Modified-Since If-None-Match Range User-Agent X-Forwarded-For "
    "X-Forwarded-Proto X-CSRFToken Origin"
)


@pytest.mark.parametrize("name", HEADERS.split())
def test_no_header_is_a_fault(lead, name):
    lead.raise_request_exception = False
    values = ["http://[", "x" * 5000, "\xff\xfe", "99999999999999999999", "bytes=-1-", "a=b;q=z", "%00"]

    assert [value for value in values if lead.get("/council/look.css", headers={name: value}).status_code >= 500] == []
    assert [value for value in values if lead.post("/search/", {"q": "x"}, headers={name: value}).status_code >= 500] == []
