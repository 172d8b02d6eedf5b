"""The commands as a script meets them: a process of their own, told by the environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import copy_database

ROOT = Path(__file__).resolve().parent.parent
GIVEN = {"DEBUG", "SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}


def said(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**kept, "VAR_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"DEBUG": "0", "SECRET_KEY": ""}, "Set SECRET_KEY to a random string of at least 32 characters"),
        ({"DEBUG": "maybe"}, "DEBUG is “maybe”. Write 1 or 0."),
        ({"DEBUG": "1", "DATABASE_URL": "nonsense"}, "DATABASE_URL is not the address of a PostgreSQL or SQLite database."),
        ({"DEBUG": "1", "EMAIL_URL": "nonsense"}, "EMAIL_URL is not the address of a mail server."),
        ({"DEBUG": "1", "SITE_URL": "qa.example.gov.uk"}, "SITE_URL is “qa.example.gov.uk”. Write the portal’s whole address"),
        ({"DEBUG": "1", "DATABASE_URL": "mongodb://here/db"}, "DATABASE_URL is not the address of a PostgreSQL or SQLite database."),
    ],
)
def test_a_bad_setting_is_named(tmp_path, environment, says):
    answer = said(tmp_path, "audit_summary", "--from", "2023-06", "--to", "2023-07", **environment)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert says in answer.stderr.splitlines()[-1]


def test_stdout_holds_only_json_and_the_words_go_to_stderr(tmp_path, migrated):
    file = tmp_path / "past.csv"
    file.write_bytes(b"month;case\r\n2023-06;C-1\r\n")

    answer = said(tmp_path, "import_audits", str(file), DEBUG="1", DATABASE_URL=copy_database(migrated, tmp_path))

    assert answer.returncode == 2
    assert answer.stdout.startswith('{"read": 1, "stored": 0, "restated": 0, "unchanged": 0, "rejected": [{"row": 1, ')
    assert answer.stdout.count("\n") == 1
    assert answer.stderr.splitlines() == ["The values are separated by semicolons.", "CommandError: 1 row was refused. Nothing was stored."]
