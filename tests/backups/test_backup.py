"""`backup` and `restore`: everything comes back, into an empty database alone, or nothing does."""

import hashlib
import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections

from actions.models import Action, Evidence, EvidenceFile
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.sealing import seal_logs
from foundation.activity.verifying import verify_logs
from foundation.backups.archive import MANIFEST, Reader
from foundation.backups.taking import one_moment
from foundation.council.clock import today
from tests.databases import SQLITE, copy_database, new_database, using

pytestmark = pytest.mark.both
PHOTO = b"\x89PNG a photograph" * 9000


@pytest.fixture
def unblocked(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def evidence_in(settings):
    """Let evidence be kept in a folder of one's own."""

    def keep(folder: Path) -> None:
        usual = settings.STORAGES["evidence"]
        settings.STORAGES = settings.STORAGES | {"evidence": usual | {"OPTIONS": usual["OPTIONS"] | {"location": folder}}}

    return keep


def said(*command: str) -> dict:
    out = io.StringIO()
    call_command(*command, stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


def refusal(*command: str) -> str:
    with pytest.raises(CommandError) as problem:
        said(*command)
    return str(problem.value)


def add_evidence(content: bytes = PHOTO) -> EvidenceFile:
    person = Person.objects.system()
    action = Action.objects.first() or Action.objects.create(
        what="Update the plan", owner=person, raised_by=person, raised_on=today(), due=today(), first_due=today()
    )
    given = Evidence.objects.create(action=action, text="It is dated.", given_by=person, given_on=today())
    file = EvidenceFile(evidence=given, name="plan.png", kind="png", size=len(content), sha256=hashlib.sha256(content).hexdigest())
    file.stored = "0d8f1d50-5e0c-4a7e-9d0b-4f4f6a4a2b11"
    file.save()
    file.refresh_from_db()
    storages["evidence"].save(file.name_in_store, ContentFile(content))
    return file


@pytest.fixture
def small(unblocked, migrated, tmp_path, evidence_in) -> Path:
    """A backup of a portal of few rows and one file of evidence."""
    file = tmp_path / "small.qa"
    evidence_in(tmp_path / "evidence-before")
    with using(copy_database(migrated, _folder(tmp_path, "from"))):
        Person.objects.create(name="Ada Nwosu", email="ada@example.org", password="!")
        add_evidence()
        said("backup", str(file))
    return file


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def test_all_of_the_demo_comes_back_into_a_database_without_tables(unblocked, loaded_demo, tmp_path, evidence_in):
    file, again = tmp_path / "demo.qa", tmp_path / "again.qa"
    evidence_in(tmp_path / "evidence-before")
    with using(copy_database(loaded_demo, _folder(tmp_path, "from"))):
        add_evidence()
        seal_logs()
        newest = Audit.objects.latest("pk").pk
        made = said("backup", str(file))

    evidence_in(tmp_path / "evidence-after")
    with using(new_database(_folder(tmp_path, "to"))):
        assert said("restore", str(file)) == made
        assert said("backup", str(again)) == made
        assert verify_logs().broken == []
        assert said("check_figures")["wrong"] == []
        assert Audit.objects.latest("pk").pk == newest
        person = Person.objects.create(name="Somebody New")
        assert person.pk > Person.objects.exclude(pk=person.pk).latest("pk").pk
        # The logs are only added to here as well.
        with pytest.raises(DatabaseError):
            Entry.objects.filter(pk=Entry.objects.first().pk).update(verb="changed")
    assert (made["files"], made["version"], stat.S_IMODE(file.stat().st_mode)) == (1, settings.VERSION, 0o600)
    (kept,) = (tmp_path / "evidence-after").iterdir()
    assert kept.read_bytes() == PHOTO
    assert list(tmp_path.glob(".*.part")) == []


def test_a_database_as_migrate_leaves_it_is_empty_and_numbers_go_on_after_the_last_that_was_given(small, migrated, tmp_path):
    with using(copy_database(migrated, _folder(tmp_path, "to"))):
        said("restore", str(small))
        gone = Person.objects.create(name="Gone Again")
        number = gone.pk
        gone.delete()
        said("backup", str(tmp_path / "second.qa"))
    with using(copy_database(migrated, _folder(tmp_path, "third"))):
        said("restore", str(tmp_path / "second.qa"))
        assert Person.objects.create(name="Next").pk == number + 1


def test_a_database_in_use_is_refused_and_stays_as_it_was(small, migrated, tmp_path):
    with using(copy_database(migrated, _folder(tmp_path, "to"))):
        Person.objects.create(name="Ben Okri")
        assert refusal("restore", str(small)).startswith("The database is not empty: the portal has been used in it.")
        assert list(Person.objects.filter(is_system=False).values_list("name", flat=True)) == ["Ben Okri"]


def test_tables_of_another_program_are_refused(small, tmp_path):
    with using(new_database(_folder(tmp_path, "to"))):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bookings (id integer)")
        assert "it holds tables of another program" in refusal("restore", str(small))
        assert connection.introspection.table_names() == ["bookings"]


def changed(file: Path, **manifest) -> Path:
    """The same backup that says something else of itself, with the hash that goes with it."""
    target = file.with_name("changed.qa")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as into:
        for part in source.namelist():
            if part != MANIFEST:
                into.writestr(part, source.read(part))
        said = json.loads(source.read(MANIFEST)) | manifest
        reader = Reader(file)
        for name, value in manifest.items():
            setattr(reader.manifest, name, value)
        into.writestr(MANIFEST, json.dumps(said | {"sha256": reader.manifest.sha256}))
    return target


def test_a_newer_schema_is_refused_before_anything_is_done(small, migrated, tmp_path):
    newer = changed(small, version="7.0.0", migrations=[*Reader(small).manifest.migrations, ("audits", "9001_later")])
    with using(new_database(_folder(tmp_path, "to"))):
        for more in ([], ["--verify"]):
            assert refusal("restore", str(newer), *more) == (
                "The backup is of a newer release (7.0.0): it has audits.9001_later, which this release does not know. "
                "Install that release, then restore."
            )
        assert connection.introspection.table_names() == []
        assert "newer release" in refusal("restore", str(changed(small, format=2)))


def test_a_file_that_was_cut_off_changed_or_is_none_is_refused_and_nothing_stays(small, migrated, tmp_path):
    whole = small.read_bytes()
    bad = tmp_path / "bad.qa"
    with zipfile.ZipFile(small) as parts:
        place = parts.getinfo("tables/accounts_person.jsonl").header_offset + 80
    with using(copy_database(migrated, _folder(tmp_path, "to"))):
        for content in (whole[:-100], b"", b"not a zip at all", whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            bad.write_bytes(content)
            assert refusal("restore", str(bad))
        assert "was changed after it was made" in refusal("restore", str(rewritten(small, "manifest.json", b'"rows": 1,', b'"rows": 2,')))
        assert "The rows of accounts_person are not what" in refusal(
            "restore", str(rewritten(small, "tables/accounts_person.jsonl", b"Ada Nwosu", b"Eve Nwosu"))
        )
        assert "cannot be read" in refusal("restore", str(tmp_path / "none.qa"))
        assert not Person.objects.filter(is_system=False).exists()


def rewritten(file: Path, part: str, old: bytes, new: bytes) -> Path:
    target = file.with_name("rewritten.qa")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as into:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            into.writestr(name, content.replace(old, new, 1) if name == part else content)
    return target


def test_logs_that_were_changed_before_the_backup_are_told(small, migrated, tmp_path):
    with using(copy_database(migrated, _folder(tmp_path, "changed"))):
        Entry.objects.create(actor=Person.objects.system(), verb="council.changed", target=Person.objects.system(), day=today())
        seal_logs()
        with connection.cursor() as cursor:
            off = "SET session_replication_role = replica" if connection.vendor == "postgresql" else "DROP TRIGGER activity_entry_stays"
            cursor.execute(off)
            cursor.execute("UPDATE activity_entry SET verb = 'another'")
        said("backup", str(tmp_path / "a.qa"))
    with using(copy_database(migrated, _folder(tmp_path, "to"))):
        assert "was changed before the backup was made" in refusal("restore", str(tmp_path / "a.qa"))
        assert Entry.objects.get().verb == "another"


def test_evidence_that_is_lost_is_named_and_all_else_is_kept(unblocked, migrated, tmp_path, evidence_in, capsys):
    evidence_in(tmp_path / "evidence")
    with using(copy_database(migrated, _folder(tmp_path, "from"))):
        file = add_evidence()
        storages["evidence"].delete(file.name_in_store)
        with pytest.raises(SystemExit) as end:
            call_command("backup", str(tmp_path / "a.qa"))
    printed = capsys.readouterr()
    assert (end.value.code, json.loads(printed.out)["files"]) == (1, 0)
    assert f"The file of evidence {file.name_in_store} is lost" in printed.err
    assert Reader(tmp_path / "a.qa").manifest.tables


def test_a_backup_that_cannot_be_finished_leaves_the_one_before(small, migrated, tmp_path, monkeypatch):
    before = small.read_bytes()
    monkeypatch.setattr(
        "foundation.backups.archive.Writer.finish", lambda self: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with using(copy_database(migrated, _folder(tmp_path, "other"))):
        assert refusal("backup", str(small)).startswith("No backup was made: No space left on device.")
    assert small.read_bytes() == before
    assert list(tmp_path.glob(".*.part")) == []


def test_it_holds_one_moment_and_keeps_nobody_waiting(unblocked, migrated, tmp_path):
    with using(copy_database(migrated, _folder(tmp_path, "from"))):
        other = connections.create_connection("default")
        other.settings_dict["NAME"] = connection.settings_dict["NAME"]
        with one_moment():
            before = Person.objects.count()
            with other.cursor() as cursor:
                cursor.execute("DELETE FROM django_session")
                cursor.execute("CREATE TABLE meanwhile (id integer)")
            assert (Person.objects.count(), "meanwhile" in connection.introspection.table_names()) == (before, False)
        other.close()


def test_no_session_is_in_it_and_it_is_tried_in_a_database_that_is_thrown_away(new_site):
    site = new_site()
    site.manage("shell", "-v0", "-c", SIGNED_IN)
    file = site.folder / "a.qa"
    made = site.manage("backup", str(file)).stdout
    tried = site.manage("restore", str(file), "--verify")

    assert tried.stdout == made
    assert tried.stderr == "The backup can be restored.\n"
    assert "django_session" not in {table.name for table in Reader(file).manifest.tables}
    assert site.manage("shell", "-v0", "-c", LEFT).stdout.split() == ["1", "0"]


SIGNED_IN = """
from django.contrib.sessions.backends.db import SessionStore
from foundation.accounts.models import Person
Person.objects.create(name="Ada Nwosu", email="ada@example.org", password="!")
SessionStore().create()
"""
LEFT = """
from django.db import connection
from foundation.accounts.models import Person
print(Person.objects.filter(is_system=False).count())
with connection.cursor() as cursor:
    cursor.execute("SELECT COUNT(*) FROM pg_database WHERE datname LIKE 'qa_verify%%'" if connection.vendor == "postgresql" else "SELECT 0")
    print(cursor.fetchone()[0])
"""


@pytest.mark.postgresql
def test_from_one_database_to_the_other_and_back_it_is_the_same(unblocked, loaded_demo, tmp_path, new_site):
    first, second = tmp_path / "first.qa", tmp_path / "second.qa"
    with using(loaded_demo):
        made = said("backup", str(first))
    elsewhere = new_site(DATABASE_URL=f"{SQLITE}{tmp_path / 'elsewhere.sqlite3'}")

    assert json.loads(elsewhere.manage("restore", str(first)).stdout) == made
    assert json.loads(elsewhere.manage("backup", str(second)).stdout) == made
    assert json.loads(elsewhere.manage("verify_trail").stdout)["broken"] == []
    with using(new_database(tmp_path)):
        assert said("restore", str(second)) == made
