"""A backup of each tagged version is brought to this one: every row is there, counts and seals are right, and the first page opens."""

import json

import pytest

from foundation.backups.archive import Reader
from tests.databases import new_database
from tests.shares import WHOLE
from tests.upgrades.make import AUDITS, KEPT

# `make test-long` upgrades on PostgreSQL as well.
pytestmark = pytest.mark.both if WHOLE else pytest.mark.once
VERSIONS = sorted(KEPT.glob("*.qa"))
LOOK = """
import io, json
from django.core.management import call_command
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from django.test import Client
from foundation.health.readiness import unapplied_migrations
lead = Person.objects.get(email="ada@example.org")
visitor = Client()
visitor.force_login(lead)
def said(command):
    call_command(command, stdout=(out := io.StringIO()))
    return json.loads(out.getvalue())
print(json.dumps([sorted(Audit.objects.values_list("case_id", flat=True)),
                  Person.objects.filter(is_system=False, email="ada@example.org").count(),
                  Entry.objects.count(), unapplied_migrations(), visitor.get("/").status_code,
                  said("check_figures")["wrong"], said("verify_trail")["broken"]]))
"""


def test_the_first_version_is_there():
    assert [file.stem for file in VERSIONS][0] == "0.1.0"


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_what_a_version_held_is_held_by_this_one(file, new_site, tmp_path):
    site = new_site(DATABASE_URL=new_database(tmp_path))
    manifest = Reader(file).manifest

    restored = json.loads(site.manage("restore", str(file)).stdout)

    assert restored == manifest.summary
    entries = next(table.rows for table in manifest.tables if table.name == "activity_entry")
    cases, people, now, unapplied, page, wrong, broken = json.loads(site.manage("shell", "-v0", "-c", LOOK).stdout)
    assert (cases, people, unapplied, page) == (sorted(row["case"] for row in AUDITS), 1, [], 200)
    assert now >= entries > 0
    assert (wrong, broken) == ([], [])
