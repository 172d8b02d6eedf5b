"""The database as its own server's programs see it: checked, dumped and restored without Django."""

import sqlite3
from contextlib import closing

import pytest
from django.db import IntegrityError, connection, transaction

from tests.databases import SQLITE, new_database
from tests.postgresql import dump_database, name_of, restore_database

pytestmark = pytest.mark.both


@pytest.fixture
def dumped(loaded_demo, tmp_path):
    """The demo's database, and a new one made from a dump of it."""
    if loaded_demo.startswith(SQLITE):
        with closing(sqlite3.connect(name_of(loaded_demo))) as source:
            assert source.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert source.execute("PRAGMA foreign_key_check").fetchall() == []
            script = "\n".join(_dumped(source, tmp_path))
        restored = new_database(tmp_path)
        with closing(sqlite3.connect(name_of(restored))) as target:
            target.executescript(script)
            assert target.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    else:
        dump_database(loaded_demo, tmp_path / "dump")
        restored = new_database(tmp_path)
        restore_database(restored, tmp_path / "dump")
    return restored


def _dumped(source: sqlite3.Connection, folder) -> list[str]:
    """Python's own dump cannot write a virtual table (the program `sqlite3` can), so the index of words is left out."""
    with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
        source.backup(copy)
        copy.execute("DROP TABLE search_words")
        return list(copy.iterdump())


def test_a_dump_is_restored_by_the_database_s_own_programs_and_works(dumped, new_site):
    site = new_site(DATABASE_URL=dumped)

    assert site.manage("audit_summary", "--from", "2023-06", "--to", "2023-06").stdout.startswith('{"months": [{"month": "2023-06"')


def test_no_function_of_django_s_own_is_in_the_schema(db):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows none of them, so it could not have made them")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%django\\_%extract%' ESCAPE '\\' OR sql LIKE '%REGEXP%'")
        assert cursor.fetchall() == []


@pytest.mark.parametrize("day", ["2023-06-02", "2023-06-30"])
def test_a_month_is_still_held_to_its_first_day(db, day):
    from audits.models import Cycle

    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.create(month=day)
