"""The log of access: a reader neither waits nor fails for it, nothing is lost, nothing is stored twice."""

import contextlib
import sqlite3
import time
import uuid
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from foundation.activity import access, unstored_accesses
from foundation.activity.access import note_access, store_waiting
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access, Entry

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def nothing_waits(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(access, "_tries_again_at", 0.0)


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Another process writes and does not come to an end."""
    if connection.vendor == "postgresql":
        address = {
            key: value for key, value in connection.get_connection_params().items() if key in ("host", "port", "user", "password", "dbname")
        }
        with psycopg.connect(**address) as other:
            other.execute("LOCK TABLE activity_access IN EXCLUSIVE MODE")
            yield
    else:
        with contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")


def waiting_rows() -> list[dict]:
    return [row for _, row in unstored_accesses.kept(1000)]


@pytest.mark.django_db(transaction=True)
def test_reading_goes_on_while_the_database_is_locked_and_is_noted_once_it_is_free(
    stored_by_migrations, lead, submitted_audit, live_server
):
    url = reverse("audits:audit", args=[submitted_audit.number])
    lead.get(url)
    with locked():
        began = time.monotonic()
        answers = [lead.get(url) for _ in range(20)]
        took = time.monotonic() - began

    assert [answer.status_code for answer in answers] == [200] * 20
    # Twenty times the usual patience of five seconds would be a hundred.
    assert took < 60, "each waits for a blink at most, and most of them not at all"
    assert Access.objects.of(submitted_audit).count() == 1
    assert len(waiting_rows()) == 20

    access._tries_again_at = 0.0
    lead.get(url)

    assert Access.objects.of(submitted_audit).count() == 22
    assert waiting_rows() == []


def test_what_was_stored_but_not_taken_away_is_stored_once(lead, monkeypatch):
    unstored_accesses.keep(row_of(lead.person))
    with monkeypatch.context() as patch:
        patch.setattr(unstored_accesses, "forget", lambda *paths: None)
        store_waiting()
    store_waiting()

    assert Access.objects.count() == 1
    assert waiting_rows() == []


def test_a_damaged_row_or_one_of_nobody_holds_up_no_other(live, lead):
    unstored_accesses.keep(row_of(lead.person))
    unstored_accesses.keep(row_of(lead.person) | {"key": str(uuid.uuid4()), "actor": 10**9})
    (unstored_accesses.folder() / "half.json").write_text('{"key": ')
    store_waiting()

    assert (unstored_accesses.folder() / "half.refused").exists()
    assert Access.objects.filter(actor=lead.person).count() == 1


def test_a_disk_that_takes_nothing_stops_no_reader(lead, settings, tmp_path, caplog, monkeypatch):
    (tmp_path / "access").write_text("no folder")
    monkeypatch.setattr(access, "_tries_again_at", time.monotonic() + 60)

    note_access(actor=lead.person, act=AccessKind.READ, address="audits:list")

    assert "audits:list" in caplog.text


def test_reading_leaves_the_trail_alone(lead, submitted_audit):
    before = Entry.objects.count()
    lead.get(reverse("audits:audit", args=[submitted_audit.number]))

    assert Entry.objects.count() == before, "finished values are kept until the trail has something new"


def row_of(person) -> dict:
    return {
        "key": str(uuid.UUID(int=1)),
        "at": "2023-07-03T09:00:00+00:00",
        "day": "2023-07-03",
        "actor": person.pk,
        "act": "read",
        "address": "audits:list",
        "kind": "",
        "target": "",
        "facts": {},
    }
