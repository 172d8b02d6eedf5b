"""The files that people start the portal with agree with each other, and are what their own programs take."""

import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

from tests.servers import ROOT

pytestmark = pytest.mark.once
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
PARTS = ("web", "worker", "beat")


def started_by(part: str) -> list[str]:
    """What a unit starts, without the folder that its programs are in."""
    (line,) = re.findall(
        r"^ExecStart=/srv/qa/portal/\.venv/bin/(.*)$", (ROOT / f"deploy/systemd/qa-portal-{part}.service").read_text(), re.M
    )
    return shlex.split(line)


@pytest.fixture
def compose() -> dict:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_units_containers_and_make_serve_start_the_same_programs(compose):
    (image,) = re.findall(r"^CMD (.*)$", (ROOT / "Dockerfile").read_text(), re.M)
    services = compose["services"]

    assert [services[part].get("command") or yaml.safe_load(image) for part in PARTS] == [started_by(part) for part in PARTS]
    script = re.sub(r'"\$\{JOB_CONCURRENCY:-2\}"', "2", (ROOT / "deploy" / "serve").read_text())
    assert [shlex.split(line) for line in re.findall(r"^\$bin/((?:gunicorn|celery) .*) &$", script, re.M)] == [
        started_by(part) for part in PARTS
    ]


def test_the_compose_file_names_only_settings_that_there_are(compose):
    known = (ROOT / "qa_portal" / "settings.py").read_text() + (ROOT / "qa_portal" / "environment.py").read_text()
    named = {name for part in PARTS for name in compose["services"][part]["environment"]}

    assert {name for name in named if f'"{name}"' not in known} == {"FORWARDED_ALLOW_IPS"}
    assert set(compose["volumes"]) == {"rows", "files"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_takes_the_units(tmp_path):
    for unit in UNITS:
        # Their programs are where they are on a server, not here.
        (tmp_path / unit.name).write_text(re.sub(r"/srv/qa/portal/\.venv/bin/\w+", sys.executable, unit.read_text()))

    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())], capture_output=True, text=True, timeout=60, check=False
    )

    assert (len(UNITS), done.stdout + done.stderr, done.returncode) == (4, "", 0)


def test_the_units_run_as_a_user_of_their_own_who_writes_to_one_folder():
    limits = {"User=qa", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "ReadWritePaths=/srv/qa/var"}
    lacking = {unit.name: limits - set(unit.read_text().splitlines()) for unit in UNITS if "ExecStart=" in unit.read_text()}

    assert lacking
    assert {name: lines for name, lines in lacking.items() if lines} == {}


def test_beat_leaves_nothing_in_the_checkout():
    """Its times are beside the portal's own files; what an older one left, or one that was started by hand leaves, is no part of it."""
    assert str(settings.VAR_DIR / "beat-schedule") == settings.CELERY_BEAT_SCHEDULE_FILENAME
    left = ["beat-schedule", "celerybeat-schedule.db", "celerybeat-schedule-shm"]
    ignored = subprocess.run(["git", "check-ignore", *left], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ignored.stdout.split() == left


@pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="nginx is not here")
def test_nginx_takes_the_example(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=qa.example.gov.uk", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    site = site.replace("/etc/ssl/qa.example.gov.uk.pem", str(certificate)).replace("/etc/ssl/qa.example.gov.uk.key", str(key))
    site = site.replace("/var/log/nginx/qa-portal.log", str(tmp_path / "log"))
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{}}\nhttp {{\naccess_log off;\n{folders}{site}\n}}\n"
    )

    done = subprocess.run(
        ["nginx", "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, timeout=30, check=False
    )

    assert done.returncode == 0, done.stderr


def test_the_proxy_speaks_only_tls_that_holds():
    example = (ROOT / "deploy" / "nginx.conf").read_text()
    ciphers = re.search(r"ssl_ciphers +([\w:-]+);", example)[1].split(":")

    assert re.search(r"ssl_protocols +(.*);", example)[1].split() == ["TLSv1.2", "TLSv1.3"]
    assert [name for name in ciphers if not name.startswith("ECDHE-") or not ("-GCM-" in name or "-POLY1305" in name)] == []
    assert "server_tokens       off;" in example
