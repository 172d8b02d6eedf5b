"""The machine's clock is put forward and back while the portal runs: people, tokens, seals, removals and the timetable.

By `moved_clock.c`, which the server's own processes load: a C compiler makes it.
"""

import json
import shutil
import sqlite3
import subprocess
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.audits.past_audits.sheets import past, sheet
from tests.faults.stand import LEAD, Browser
from tests.faults.test_faults import ASK_FOR_FILES, SET_UP
from tests.faults.test_one_process import OneProcess
from tests.servers import wait_for
from tests.shares import WHOLE

DAY = 24 * 60 * 60
pytestmark = [
    pytest.mark.both,
    pytest.mark.skipif(not WHOLE, reason="one server for minutes: make test-long"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler"),
]
MAKE_TOKEN = f"""
import datetime
from foundation.accounts.models import Person
from feeds.services.tokens import make_token
from foundation.council.clock import today
lead = Person.objects.get(email="{LEAD}")
print(make_token(actor=lead, name="P", audience="staff", scopes=["aggregates"], expires_on=today() + datetime.timedelta(days=30))[1])
"""
# Every ten minutes or each hour by the timetable; each minute here.
QUICK = """
from django.conf import settings
settings.CELERY_BEAT_SCHEDULE = {name: {**each, "schedule": 5.0} for name, each in settings.CELERY_BEAT_SCHEDULE.items()
    if each["task"] in ("activity.seal", "jobs.reconcile")}
"""


class MovedClock(OneProcess):
    def __init__(self, site) -> None:
        super().__init__(site)
        self.file, library = site.folder / "clock", site.folder / "moved_clock.so"
        self.move(0)
        source = Path(__file__).with_name("moved_clock.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
        site.environment |= {"LD_PRELOAD": str(library), "MOVED_CLOCK": str(self.file)}

    def move(self, days: int) -> None:
        """From the real time, for every process at once."""
        (new := self.file.with_suffix(".new")).write_text(f"{days * DAY}\n")
        new.replace(self.file)

    def rows(self, statement: str) -> list[tuple]:
        """Of the database itself: a command more would take seconds each time."""
        address = self.site.environment["DATABASE_URL"]
        if address.startswith("sqlite:///"):
            with closing(sqlite3.connect(address.removeprefix("sqlite:///"), timeout=60)) as connection:
                return connection.execute(statement).fetchall()
        with psycopg.connect(address) as connection:
            return connection.execute(statement).fetchall()

    def asks(self, key: str) -> int:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v1/grades", headers={"Authorization": f"Bearer {key}"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            return answer.code


@pytest.fixture
def stand(new_site):
    site = new_site(JOBS_SILENCE="2")
    (site.folder / "past.csv").write_text(sheet(*(past(f"C-{number}", "RI", "G") for number in range(101, 106))))
    site.manage("import_audits", str(site.folder / "past.csv"))
    stand = MovedClock(site)
    stand.shell(SET_UP)
    stand.start(patch=QUICK)
    stand.wait()
    return stand


def raises(stand: MovedClock, browser: Browser, words: str) -> None:
    """An action, by somebody who signs in again where they were signed out."""
    for _ in range(3):
        page = browser.ask("/actions/raise/")[1]
        if 'name="what"' in page:
            break
        browser.sign_in()
    fields = browser.form("/actions/raise/", "what")
    owner = stand.rows("SELECT id FROM accounts_person WHERE email = 'owen.petty@example.org'")[0][0]
    status, page, led_to = browser.ask("/actions/raise/", fields | {"owner": str(owner), "different": "on", "what": words, "why": words})
    assert (status, led_to != "/actions/raise/") == (200, True), page[:3000]


def sealed(stand: MovedClock) -> int:
    return int(stand.rows("SELECT COUNT(*) FROM activity_sealedrow WHERE log = 'trail'")[0][0])


def test_nothing_is_lost_and_no_order_is_broken(stand):
    key, browser = stand.shell(MAKE_TOKEN), Browser(stand.port)
    browser.sign_in()
    said = []
    before = stand.rows("SELECT COUNT(*) FROM audits_audit")
    for number, (days, token) in enumerate([(0, 200), (-1, 200), (40, 401), (0, 200), (-400, 200), (0, 200)]):
        stand.move(days)
        said.append(f"Act {'abcdef'[number]} at {days}")
        raises(stand, browser, said[-1])
        assert stand.asks(key) == token, days
        job = stand.shell(ASK_FOR_FILES)
        state = f"SELECT state FROM jobs_job WHERE id = {job}"
        wait_for(
            lambda state=state: stand.rows(state) == [("done",)],
            timeout=120,
            otherwise=lambda days=days: f"{days} {stand.site.log.read_text()[-3000:]}",
        )
        # The timetable goes on: what was added is sealed without anybody asking.
        rows = int(stand.rows("SELECT COUNT(*) FROM activity_entry")[0][0])
        wait_for(lambda rows=rows: sealed(stand) >= rows, timeout=90, otherwise=lambda days=days: f"{days}: {sealed(stand)} sealed")

    # In the order in which they were done, whatever the clock said.
    raised = stand.rows("SELECT id FROM activity_entry WHERE verb = 'action.raised' ORDER BY id")
    stored = [what for (what,) in stand.rows("SELECT what FROM actions_action WHERE what LIKE 'Act %' ORDER BY number")]
    assert (stored, len(raised)) == (said, len(said))
    assert json.loads(stand.site.manage("verify_trail").stdout)["broken"] == []
    assert json.loads(stand.site.manage("check_figures").stdout)["wrong"] == []
    assert stand.rows("SELECT COUNT(*) FROM audits_audit") == before


ASK = """
from django.core.exceptions import ValidationError
from foundation.accounts.models import Person
from governance.models import RetentionRun
from governance.services import ask_for_removal, confirm_removal
from governance.enums import RecordKind
"""


def test_what_a_wrong_clock_called_due_does_not_go(stand):
    """Asked for while the clock ran years ahead; confirmed and done once it is right."""
    stand.move(4000)
    assert json.loads(stand.site.manage("retention", "--preview").stdout)["kinds"][0]["due"] == 5
    stand.shell(f"{ASK}ask_for_removal(actor=Person.objects.get(email='{LEAD}'), kind=RecordKind.CHILD_RECORDS)")
    stand.move(0)
    second = f"""{ASK}
from foundation.accounts.models import PersonRole
second = Person.objects.get(email="owen.petty@example.org")
PersonRole.objects.create(person=second, role="director")
try:
    confirm_removal(actor=second, run=RetentionRun.objects.get())
except ValidationError as refused:
    print(refused.messages[0])
"""
    assert "It is not due any more" in stand.shell(second)
    assert stand.rows("SELECT COUNT(*) FROM audits_audit WHERE case_id LIKE 'C-1%'") == [(5,)]
