"""Where nothing can be stored, every page says so in words and gives back what was typed."""

import errno

import pytest
from django.db import IntegrityError, InternalError, OperationalError, connection, transaction

from foundation.apart import NoAnswer
from foundation.gate.failures import AWAY, BUSY, FULL, NOT_MADE, READ_ONLY, answer_to, reason_of

WORDS = "She has waited for a visit since May, and says so."


@pytest.mark.once
@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (OperationalError("database is locked"), BUSY),
        (OperationalError("canceling statement due to lock timeout"), BUSY),
        (OperationalError("deadlock detected"), BUSY),
        (OperationalError("database or disk is full"), FULL),
        (OperationalError("disk I/O error"), FULL),
        (OperationalError('could not extend file "base/1": No space left on device'), FULL),
        (OperationalError("attempt to write a readonly database"), READ_ONLY),
        (InternalError("cannot execute INSERT in a read-only transaction"), READ_ONLY),
        (OperationalError("server closed the connection unexpectedly"), AWAY),
        (OperationalError('connection to server on socket "/tmp/.s.PGSQL.5432" failed: No such file or directory'), AWAY),
        (OperationalError("terminating connection due to administrator command"), AWAY),
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EFBIG, "File too large"), FULL),
        (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
        (NoAnswer(), NOT_MADE),
        (OperationalError("no such table: audits_audit"), ""),
        (IntegrityError("UNIQUE constraint failed"), ""),
        (ConnectionResetError(), ""),
        (ValueError("full"), ""),
    ],
)
def test_each_failure_has_its_sentence_and_faults_have_none(problem, why):
    assert reason_of(problem) == why


@pytest.fixture
def read_only(begun_audit):
    """The database as a full or write-protected disk leaves it: everything is read, nothing is stored."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=1" if connection.vendor == "sqlite" else "SET TRANSACTION READ ONLY")
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only=0")
        transaction.set_rollback(True)


ADDRESSES = {
    "/cycles/new/": {"month_month": "9", "month_year": "2023", "theme": WORDS, "moderation_rule": "all", "blind": "yes", "mode": "desk"},
    "/actions/raise/": {"what": WORDS, "expected": WORDS, "priority": "normal", "level": "case"},
}


@pytest.mark.parametrize(("address", "sent"), ADDRESSES.items())
def test_what_was_typed_is_given_back_to_be_sent_again(lead, address, sent, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("audits.overview.views.cycles.PlanForm.save", refuse)
    monkeypatch.setattr("actions.views.raising.RaiseForm.is_valid", refuse)

    answer = lead.post(address, sent)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "This is not saved yet" in page
    assert f'<blockquote class="qa-quote">{WORDS}' in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in sent.items())
    assert f'action="{address}"' in page
    assert answer["Retry-After"]


def test_a_password_is_not_given_back(rf):
    request = rf.post("/sign-in/", {"username": "ada@example.org", "password": "a long secret one"})

    assert "a long secret one" not in answer_to(request, OperationalError("database is locked")).content.decode()


def test_a_script_that_saves_hears_that_it_is_not_saved_yet(rf):
    request = rf.post("/audits/1/form/overall/", {"reason": WORDS}, headers={"accept": "application/json"})

    answer = answer_to(request, OperationalError("database is locked"))

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/json")
    assert b'"later"' in answer.content
    assert b"Not saved yet" in answer.content


def test_a_database_that_takes_nothing_is_read_and_says_so(lead, begun_audit, read_only):
    pages = [lead.get(address).status_code for address in ("/", "/cycles/new/", "/actions/", begun_audit.get_absolute_url())]
    plan = {"month_month": "9", "month_year": "2023", "theme": WORDS, "moderation_rule": "all", "blind": "yes", "mode": "desk"}
    answers = [lead.post("/cycles/new/", plan), lead.post("/views/save/", {"name": WORDS, "place": "actions:list", "filters": ""})]

    assert pages == [200] * 4
    assert [answer.status_code for answer in answers] == [503, 503]
    assert all(READ_ONLY in answer.content.decode() and WORDS in answer.content.decode() for answer in answers)
