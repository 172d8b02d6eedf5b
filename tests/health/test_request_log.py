"""One line for every request, in which nothing of a case stands."""

import io
import logging
import re
from collections.abc import Iterator

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.module_loading import import_string

from qa_portal import settings as ours


@pytest.fixture
def lines(caplog):
    """What the log says of each request so far."""
    caplog.set_level(logging.INFO, logger="requests")
    return lambda: [re.sub(r"\d+ ms", "N ms", record.getMessage()) for record in caplog.records if record.name == "requests"]


def test_a_page_is_named_by_its_pattern_with_who_asked(worker, lines):
    worker.get("/audits/?case=CASE-0417&q=Somebody")
    worker.get("/audits/4711/")

    assert lines() == [
        f"GET /audits/ 200 N ms person={worker.person.pk}",
        f"GET /audits/<int:number>/ 404 N ms person={worker.person.pk}",
    ]


def test_an_address_that_nobody_knows_is_not_repeated(worker, lines):
    worker.get("/CASE-0417/Somebody/")

    assert re.sub(r"person=.*", "", lines()[0]) == "GET (no such page) 404 N ms "


def test_who_is_not_signed_in_has_no_number(db, lines):
    Client().post("/sign-in/", {"username": "somebody@example.org", "password": "hush-hush"})

    assert lines() == ["POST /sign-in/ 200 N ms person=-"]


def test_a_link_s_key_is_not_in_the_log(db, lines):
    Client().get("/password/choose/MQ/the-key-itself/")

    assert lines() == ["GET /password/choose/<str:uidb64>/<str:token>/ 200 N ms person=-"]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a handler writes that is filtered as the portal's own is."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    for name in ours.LOGGING["handlers"]["stderr"].get("filters", ()):
        handler.addFilter(import_string(ours.LOGGING["filters"][name]["()"])())
    logging.root.addHandler(handler)
    yield stream
    logging.root.removeHandler(handler)


@pytest.mark.parametrize("problem", [OperationalError("the connection is lost"), RuntimeError("a fault of ours")])
def test_no_line_about_a_fault_repeats_the_key_of_a_link(db, written, monkeypatch, problem):
    def fails(*args, **kwargs):
        raise problem

    monkeypatch.setattr("foundation.passwords.views.ByLink.get_user", fails)
    answer = Client(raise_request_exception=False).get("/password/choose/MQ/the-key-itself/")

    assert answer.status_code in (500, 503)
    assert "/password/choose/<str:uidb64>/<str:token>/" in written.getvalue()
    assert "the-key-itself" not in written.getvalue()


def test_a_made_up_method_writes_no_line_of_its_own(db, lines):
    Client().generic("X\nGET", "/")

    assert [line.split()[0] for line in lines()] == ["other"]


def test_health_and_static_files_fill_no_log(db, lines):
    Client().get("/health/live")

    assert lines() == []
