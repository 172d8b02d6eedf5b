"""A real process whose files may not grow, or whose database another holds: pages are read, and what is sent is given back."""

import http.cookiejar
import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.databases import name_of
from tests.servers import ROOT, free_port, wait_for

pytestmark = pytest.mark.once
PASSWORD = "a-long-enough-passphrase"
MAKE_LEAD = f"""
from foundation.accounts.models import Person, PersonRole
person = Person(name="Leah Brandt", email="lead@example.org")
person.set_password({PASSWORD!r})
person.save()
PersonRole.objects.create(person=person, role="qa_lead")
"""


class Browser:
    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path, data=None):
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        try:
            with self.opener.open(self.base + path, body, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def get_or_none(self, path):
        try:
            return self.get(path)
        except OSError:
            return None

    def post(self, path, data):
        page = self.get(path)[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        return self.get(path, data | {"csrfmiddlewaretoken": token})


@pytest.fixture
def site(new_site):
    site = new_site()
    site.manage("shell", "-v0", "-c", MAKE_LEAD)
    return site


def signed_in(port):
    browser = Browser(port)
    status, page = browser.post("/sign-in/", {"username": "lead@example.org", "password": PASSWORD})
    assert status == 200, page
    return browser


THEME = "Plans that children helped to write"
PLAN = {"month_month": "9", "month_year": "2026", "theme": THEME, "moderation_rule": "all", "blind": "yes", "mode": "desk"}


def test_a_disk_without_room_loses_no_word(site):
    port = free_port()
    process = site.serve(port)
    browser = signed_in(port)
    # Files may not grow by a byte from now on; the process does not end by it, since Python ignores the signal.
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    assert browser.get("/cycles/new/")[0] == 200
    status, page = browser.post("/cycles/new/", PLAN)

    assert status == 503, page
    assert "This is not saved yet" in page
    assert THEME in page
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert browser.get("/cycles/new/", sent)[0] == 200
    assert "September 2026" in browser.get("/cycles/2026-09/")[1]


# Nothing stops root from writing but the want of this one right.
LIKE_ANYBODY = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"] if os.geteuid() == 0 else []


def test_a_disk_that_became_read_only_is_read_and_what_is_sent_is_given_back(site):
    port = free_port()
    command = [*LIKE_ANYBODY, sys.executable, "manage.py", "serve", "--port", str(port)]
    with site.log.open("a") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=log, stderr=log)
    site.processes.append(process)
    wait_for(lambda: Browser(port).get_or_none("/health/live"), timeout=60, otherwise=site.log.read_text)
    browser = signed_in(port)
    files = [path for path in site.folder.iterdir() if path.is_file() and path != site.log]
    for path in [*files, site.folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    page_before = browser.get("/cycles/new/")[0]
    status, page = browser.post("/cycles/new/", PLAN)
    ready = browser.get("/health/ready")

    for path in [site.folder, *files]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert (page_before, status) == (200, 503), page
    assert "The portal can be read, but nothing can be saved in it at the moment." in page
    assert THEME in page
    assert (ready[0], json.loads(ready[1])["disk"]) == (503, "cannot be written to")
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert browser.get("/cycles/new/", sent)[0] == 200
    assert "September 2026" in browser.get("/cycles/2026-09/")[1]


def test_a_lock_that_outlasts_patience_is_said_in_words(site):
    port, file = free_port(), name_of(site.environment["DATABASE_URL"])
    site.environment["DATABASE_URL"] += "?timeout=3"
    site.serve(port)
    browser = signed_in(port)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        status, page = browser.post("/cycles/new/", PLAN)
    finally:
        holder.execute("ROLLBACK")

    assert status == 503, page
    assert "longer than we could wait" in page
    assert THEME in page
