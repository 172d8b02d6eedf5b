"""What is larger than a page takes is refused before it is read whole, in words."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.gate.sizes import BESIDE, MEGABYTE, READ_ON

DOORS = {
    "/performance/imports/new/": 80,
    "/audits/import/": 20,
}


class NeverRead(BytesIO):
    """A body of which nobody may ask a byte."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("address", ["/performance/imports/new/", "/audits/import/", "/search/", "/settings/council/", "/actions/raise/"])
def test_of_far_too_much_nothing_is_read(lead, administrator, address):
    visitor = administrator if address.startswith("/settings") else lead
    length = str(10 * READ_ON * (80 * MEGABYTE + BESIDE))

    sent = {"content_type": "multipart/form-data; boundary=x", "CONTENT_LENGTH": length, "wsgi.input": NeverRead()}
    answer = visitor.generic("POST", address, b"", **sent)

    assert answer.status_code == 413
    assert "Nothing was changed" in answer.content.decode()


@pytest.mark.parametrize(("address", "megabytes"), DOORS.items())
def test_a_file_a_little_too_large_is_refused_by_its_form(lead, address, megabytes):
    file = SimpleUploadedFile("large.csv", b"a,b\n" * ((megabytes * MEGABYTE) // 4 + 1))

    answer = lead.post(address, {"file": file})

    assert f"This file is larger than {megabytes} MB" in answer.content.decode()


def test_a_page_without_a_file_takes_none(lead):
    answer = lead.post("/search/", {"q": "x", "file": SimpleUploadedFile("a.csv", b"a,b\n")})

    assert answer.status_code == 413
    assert "a file is not taken here" in answer.content.decode()


def test_a_form_of_too_many_words_is_refused_in_words(lead):
    assert lead.post("/search/", {"q": "word " * 600_000}).status_code == 413
    assert lead.post("/search/", {f"q{number}": "x" for number in range(3000)}).status_code == 413


def test_who_is_not_signed_in_gives_no_file(anonymous):
    answer = anonymous.post("/performance/imports/new/", {"file": SimpleUploadedFile("a.csv", b"a,b\n" * 100)})

    assert answer.status_code == 302
