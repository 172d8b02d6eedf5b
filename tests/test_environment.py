"""The commands as a script meets them: a process of their own, told by the environment."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from qa_portal import environment
from tests.databases import copy_database

ROOT = Path(__file__).resolve().parent.parent
GIVEN = {"DEBUG", "SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "CELERY_BROKER_URL"}


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


KEY = "Qm7zR2vX9pLk4TjWc8NbYh3GdFs6AeUo1iVx"
SERVER = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "qa.example.gov.uk"}


BAD = [
    ({**SERVER, "TRAIL_ANCHOR_URL": "https://key:secret@host/bucket"}, "TRAIL_ANCHOR_URL is not the address of a bucket"),
    ({**SERVER, "WEBHOOK_NETWORKS": "here"}, "WEBHOOK_NETWORKS is “here”. Write addresses or networks"),
    ({**SERVER, "STATIC_ROOT": __file__}, "STATIC_ROOT is “"),
    ({**SERVER, "MAIL_FROM": "quality assurance"}, "MAIL_FROM is “quality assurance”. Write an e-mail address"),
    ({**SERVER, "SITE_URL": "qa.example.gov.uk"}, "SITE_URL is “qa.example.gov.uk”. Write the portal’s whole address"),
    ({**SERVER, "TRAIL_ANCHOR": "/nowhere/anchor"}, "TRAIL_ANCHOR is “/nowhere/anchor”, which cannot be written to"),
    *(
        ({**SERVER, name: "perhaps"}, f"{name} is “perhaps”. Write 1 or 0.")
        for name in ("DEBUG", "SECURE", "OIDC_TRUSTS_ADDRESSES", "OIDC_HAS_SECOND_STEP")
    ),
    ({**SERVER, "OIDC_CLIENT_ID": "qa"}, "OIDC_ISSUER, OIDC_CLIENT_ID and the client’s key belong together."),
    ({**SERVER, "OIDC_CLIENT_SECRET": "geheim"}, "OIDC_ISSUER, OIDC_CLIENT_ID and the client’s key belong together."),
    ({**SERVER, "SECRET_KEY": "a" * 50}, "SECRET_KEY can be guessed"),
    ({**SERVER, "SECRET_KEY": "ab" * 25}, "SECRET_KEY can be guessed"),
    ({**SERVER, "SECRET_KEY": f"django-insecure-{KEY}"}, "SECRET_KEY can be guessed"),
    ({**SERVER, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty. Write the name that people type"),
    ({**SERVER, "ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is empty."),
    ({**SERVER, "ALLOWED_HOSTS": "https://qa.example.gov.uk"}, "Write names alone, without https://"),
    ({**SERVER, "CSRF_TRUSTED_ORIGINS": "qa.example.gov.uk"}, "CSRF_TRUSTED_ORIGINS holds “qa.example.gov.uk”. Write whole addresses"),
    *(({**SERVER, "SESSION_HOURS": bad}, f"SESSION_HOURS is “{bad}”. Write a whole number") for bad in ("-1", "0", "ten", "1.5", "9" * 30)),
    ({**SERVER, "BREACHED_PASSWORDS": "/no/such/file"}, "BREACHED_PASSWORDS is “/no/such/file”, which cannot be read. Name a file as"),
    ({**SERVER, "BREACHED_PASSWORDS": __file__}, "which is not a list of SHA-1 digests, a line each in 40 capital"),
    ({**SERVER, "PASSWORD_AGAIN_MINUTES": "0"}, "PASSWORD_AGAIN_MINUTES is “0”. Write a whole number of minutes from 1 to 60"),
    ({**SERVER, "SESSION_IDLE_MINUTES": "3"}, "SESSION_IDLE_MINUTES is “3”. Write a whole number of minutes from 5 to 720"),
    ({**SERVER, "OIDC_ISSUER": "https://id.example.gov.uk"}, "OIDC_ISSUER, OIDC_CLIENT_ID and the client’s key belong together."),
    (
        {**SERVER, "OIDC_ISSUER": "http://id.example.gov.uk", "OIDC_CLIENT_ID": "qa", "OIDC_CLIENT_SECRET": "geheim"},
        "OIDC_ISSUER is “http://id.example.gov.uk”. Write the provider’s address with https",
    ),
    ({**SERVER, "OIDC_ROLES": "qa-leads=boss"}, "OIDC_ROLES has “qa-leads=boss”. Write group=role"),
    *(({**SERVER, "EMAIL_TIMEOUT": bad}, f"EMAIL_TIMEOUT is “{bad}”. Write a whole number of seconds") for bad in ("0", "soon", "²")),
    ({**SERVER, "DATABASE_URL": "postgresql://a/b", "KEEP_PLANS": "perhaps"}, "KEEP_PLANS is “perhaps”. Write 1 or 0."),
    ({**SERVER, "DATABASE_URL": "postgresql://a/b", "CONN_MAX_AGE": "x"}, "CONN_MAX_AGE is “x”. Write a whole number of seconds"),
    ({**SERVER, "JOBS_SILENCE": "-5"}, "JOBS_SILENCE is “-5”. Write a whole number of seconds"),
    ({**SERVER, "LOG_LEVEL": "LOUD"}, "LOG_LEVEL is “LOUD”. Write one of DEBUG, INFO"),
    *(
        ({**SERVER, "CELERY_BROKER_URL": bad}, "CELERY_BROKER_URL is not the address")
        for bad in ("nonsense", "redis://", "http://x", "redis://h:x")
    ),
    ({**SERVER, "VAR_DIR": "/proc/nowhere"}, "VAR_DIR is “/proc/nowhere”, which cannot be made"),
    ({**SERVER, "VAR_DIR": __file__}, "which cannot be made: File exists"),
    ({**SERVER, "BEHIND_PROXY": "perhaps"}, "BEHIND_PROXY is “perhaps”. Write 1 or 0."),
    ({**SERVER, "DATABASE_URL": "postgresql://name:secret@host:notaport/db"}, "DATABASE_URL is not the address"),
    ({**SERVER, "EMAIL_URL": "smtp://name:secret@host:notaport"}, "EMAIL_URL is not the address"),
    ({**SERVER, "CACHE_URL": "memcached://host"}, "CACHE_URL is not the address of a Redis or Valkey server."),
    ({**SERVER, "LOG_FORMAT": "xml"}, "LOG_FORMAT is “xml”. Write one of json, text."),
    ({**SERVER, "METRICS_TOKEN": "short"}, "METRICS_TOKEN is too short. Write at least 16 random characters"),
    ({**SERVER, "METRICS_FROM": "10.1.2.3, here"}, "METRICS_FROM is “10.1.2.3, here”. Write addresses or networks"),
    ({**SERVER, "DISK_LEAST": "0"}, "DISK_LEAST is “0”. Write a whole number of megabytes"),
    ({**SERVER, "QUEUE_PATIENCE": "soon"}, "QUEUE_PATIENCE is “soon”. Write a whole number of seconds"),
    *(
        ({**SERVER, "EVIDENCE_URL": bad}, "EVIDENCE_URL is not the address of a bucket")
        for bad in (
            "https://key:secret@host/bucket",
            "s3://key:secret@host",
            "s3://key@host/bucket",
            "s3://key:secret@host/a/b",
            "s3://key:secret@host/bucket?regoin=x",
        )
    ),
]
# What they hold is a name, of whatever kind.
ANY_TEXT = {"OIDC_NAME", "OIDC_ROLE_CLAIM"}


@pytest.mark.once
def test_every_setting_that_the_how_tos_name_is_one_and_has_a_value_that_is_refused():
    how_to = ROOT / "docs" / "how-to" / "use"
    rows = [line for name in ("run-in-production.md", "use-council-accounts.md") for line in (how_to / name).read_text().splitlines()]
    named = {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row.split("|")[1] if row.startswith("| `") else "")}
    refused = {name for given, _ in BAD for name, value in given.items() if SERVER.get(name) != value}
    source = "".join((ROOT / "qa_portal" / name).read_text() for name in ("settings.py", "environment.py"))

    assert len(named) > 30
    assert sorted(name for name in named if f'"{name}"' not in source) == []
    assert sorted(named - refused - ANY_TEXT) == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("SESION_HOURS=8", "SESION_HOURS in .env is not a setting of the portal. Write SESSION_HOURS, or take it out."),
        ("alowed_hosts=x", "alowed_hosts in .env is not a setting of the portal. Write ALLOWED_HOSTS, or take it out."),
        ("POSTGRES_PASSWORD=for-the-container\nTZ=Europe/London\n# SESION_HOURS=8\nWEB_CONCURRENCY=2", ""),
    ],
)
def test_a_name_that_is_nearly_a_setting_is_not_passed_over(tmp_path, line, says):
    (tmp_path / ".env").write_text(f"{line}\n")
    sources = [Path(environment.__file__), ROOT / "qa_portal" / "settings.py", ROOT / "deploy" / "gunicorn.conf.py"]

    try:
        environment.refuse_misspelled(tmp_path / ".env", *sources)
        said = ""
    except ImproperlyConfigured as problem:
        said = str(problem)
    assert said == says


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "bad", "says"),
    [
        ("WEB_CONCURRENCY", "many", "WEB_CONCURRENCY is “many”. Write a whole number of processes from 1 to 99, for example 3."),
        ("WEB_CONCURRENCY", "0", "WEB_CONCURRENCY is “0”."),
        ("BIND", "everywhere", "BIND is “everywhere”. Write an address and a port, for example 127.0.0.1:8000."),
    ],
)
def test_what_gunicorn_alone_reads_is_refused_in_one_sentence(monkeypatch, name, bad, says):
    monkeypatch.setenv(name, bad)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))
    assert says in str(ended.value)


@pytest.mark.once
@pytest.mark.parametrize(("environment", "says"), BAD)
def test_a_bad_setting_of_a_server_ends_in_one_sentence(tmp_path, environment, says):
    """Read as `manage.py` reads it, without the second that Django takes to start."""
    answer = settings_read({"VAR_DIR": str(tmp_path), **environment})

    assert answer.startswith("ImproperlyConfigured: "), answer
    assert says in answer
    assert "secret" not in answer.lower().replace("secret_key", "")


def settings_read(environment: dict[str, str]) -> str:
    """What reading the settings says, in a child of this process: it has what is imported, and an environment of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.environ.clear()
            os.environ.update(environment)
            runpy.run_path(str(ROOT / "qa_portal" / "settings.py"), run_name="qa_portal.settings_of_a_server")
            said = "fine"
        except BaseException as problem:  # noqa: BLE001 — whatever it is, the test is to see it
            said = f"{type(problem).__name__}: {problem}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return told.read()


@pytest.mark.once
def test_good_settings_of_a_server_are_taken(tmp_path):
    assert settings_read({"VAR_DIR": str(tmp_path), **SERVER, "CELERY_BROKER_URL": "redis://:word@127.0.0.1:6379/0"}) == "fine"


@pytest.mark.once
@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "serve"],
        ["manage.py", "migrate"],
        ["-m", "gunicorn", "qa_portal.wsgi", "--bind", "127.0.0.1:0"],
        ["-m", "celery", "-A", "qa_portal", "worker"],
    ],
)
def test_every_way_to_start_ends_in_the_sentence_and_no_traceback(tmp_path, command):
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
    environment = {**kept, **SERVER, "VAR_DIR": str(tmp_path), "SESSION_HOURS": "-1"}

    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)

    assert done.returncode != 0
    assert "SESSION_HOURS is “-1”. Write a whole number of hours from 1 to 168, for example 10." in done.stderr.splitlines()
    assert "Traceback" not in done.stderr


@pytest.mark.once
@pytest.mark.parametrize(("argv", "shown"), [(["manage.py", "runserver"], True), (["manage.py", "serve"], False), (["gunicorn"], False)])
def test_only_a_developer_s_own_server_shows_django_s_pages_of_faults(tmp_path, monkeypatch, argv, shown):
    monkeypatch.setattr(sys, "argv", argv)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))

    assert runpy.run_path(str(ROOT / "qa_portal" / "settings.py"), run_name="qa_portal.settings_of_a_developer")["DEBUG"] is shown


def test_stdout_holds_only_json_and_the_words_go_to_stderr(tmp_path, migrated):
    file = tmp_path / "past.csv"
    file.write_bytes(b"month;case\r\n2023-06;C-1\r\n")

    answer = said(tmp_path, "import_audits", str(file), DEBUG="1", DATABASE_URL=copy_database(migrated, tmp_path))

    assert answer.returncode == 2
    assert answer.stdout.startswith('{"read": 1, "stored": 0, "restated": 0, "unchanged": 0, "rejected": [{"row": 1, ')
    assert answer.stdout.count("\n") == 1
    assert answer.stderr.splitlines() == ["The values are separated by semicolons.", "CommandError: 1 row was refused. Nothing was stored."]


@pytest.mark.once
def test_several_processes_without_a_broker_are_refused_since_nothing_would_do_the_jobs(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
    command = [sys.executable, "-m", "gunicorn", "qa_portal.wsgi", "--bind", "127.0.0.1:0"]

    done = subprocess.run(
        command, cwd=ROOT, env={**kept, **SERVER, "VAR_DIR": str(tmp_path)}, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode != 0
    assert "CELERY_BROKER_URL is not set, so nothing would do background jobs" in done.stderr
    assert "Traceback" not in done.stderr
