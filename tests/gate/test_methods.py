"""The address of a button, opened as a page, says what it is: no browser shows an empty page."""

import pytest
from django.test import Client

from tests.architecture.test_addresses import OPEN, addresses


def test_who_was_signed_out_when_pressing_a_button_is_told_that_nothing_was_done(auditor):
    page = auditor.get("/help/first-steps/hide/")

    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "This address belongs to a button" in page.text
    assert 'href="/"' in page.text


def test_no_address_answers_with_nothing(lead):
    empty = {
        name
        for name, path in addresses()
        if name not in OPEN
        for page in [lead.get(path)]
        if page.status_code >= 400 and "html" in page["Content-Type"] and "<h1" not in page.text
    }
    assert empty == set()


@pytest.mark.django_db
def test_a_method_that_no_page_takes_is_refused_as_before():
    answer = Client().put("/help/")

    assert (answer.status_code, answer.content) == (405, b"")
