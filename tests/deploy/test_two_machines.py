"""Two machines, each with a folder of its own, on one PostgreSQL, one Valkey and one bucket: what one makes, the other serves."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from demo.people import PASSWORD
from tests.actions.test_file_kinds import PDF
from tests.databases import copy_database
from tests.forms_on import forms_in
from tests.servers import Site, free_port, wait_for
from tests.shares import WHOLE

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(not WHOLE, reason="three servers: make test-long")]
LEAD = "naomi.fielding@marram.example"
# Whatever asks this machine for a picture is given one that was drawn elsewhere, or a fault.
DRAWS_NOTHING = """
from foundation.apart import Apart
def refuse(*given, **also):
    raise RuntimeError("This machine draws nothing")
Apart.ask = refuse
"""
RUN = "{before}\nimport sys\nfrom {module} import {name}\nsys.argv = {words!r}\n{name}()"


@dataclass
class Machine:
    site: Site
    port: int

    def start(self, module: str, name: str, *words: str, before: str = "") -> None:
        self.site.start("-c", RUN.format(before=before, module=module, name=name, words=[name, *words]))

    def serve(self, *, before: str = "") -> None:
        self.start("gunicorn.app.wsgiapp", "run", "--config", "deploy/gunicorn.conf.py", "qa_portal.wsgi", before=before)

    def work(self) -> None:
        self.start("celery.__main__", "main", "--app", "qa_portal", "worker", "--pool", "solo", "--loglevel", "WARNING")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def is_live(self) -> bool:
        try:
            return requests.get(f"{self.address}/health/live", timeout=5).status_code == 200
        except OSError:
            return False

    @property
    def kept(self) -> list[str]:
        """What is in its own folder, but for what its processes say."""
        return sorted(str(each.relative_to(self.site.folder)) for each in self.site.folder.rglob("*") if each.name != "log.txt")


@pytest.fixture(scope="module")
def machines(loaded_demo, tmp_path_factory, valkey, evidence_bucket):
    """One serves; the other serves too, draws nothing, and does the jobs of both."""
    database = copy_database(loaded_demo, tmp_path_factory.mktemp("database"))
    found = []
    for _ in range(2):
        folder, port = tmp_path_factory.mktemp("machine"), free_port()
        settings = {
            "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "qa_portal.settings", "DATABASE_URL": database, "VAR_DIR": str(folder),
            "CELERY_BROKER_URL": valkey, "CACHE_URL": urlsplit(valkey)._replace(path="/1").geturl(), "EVIDENCE_URL": evidence_bucket,
            "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1", "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        found.append(Machine(Site(Path(folder), os.environ | settings), port))
    one, other = found
    one.serve()
    other.serve(before=DRAWS_NOTHING)
    other.work()
    for machine in found:
        wait_for(machine.is_live, timeout=60, otherwise=machine.site.log.read_text)
    yield one, other
    for machine in found:
        machine.site.stop()


def signed_in(machine: Machine, email: str = LEAD) -> requests.Session:
    """A session is a row: it holds on both machines."""
    person = requests.Session()
    form = the_form(person.get(f"{machine.address}/sign-in/").text, "password")
    assert "My work" in person.post(f"{machine.address}/sign-in/", form | {"username": email, "password": PASSWORD}).text
    return person


def the_form(page: str, box: str) -> dict:
    return next(form for form in forms_in(page, "") if box in form.fields).fields


def test_what_one_machine_is_given_makes_or_draws_the_other_serves(machines):
    one, other = machines
    lead = signed_in(one)

    # A picture.
    page = lead.get(f"{one.address}/insight/grades/?from=2023-04&to=2023-06").text
    chart = re.search(r'src="(/[^"]*\.svg[^"]*)"', page)[1].replace("&amp;", "&")
    drawn = lead.get(one.address + chart)
    assert (drawn.status_code, drawn.headers["Content-Type"]) == (200, "image/svg+xml")
    assert lead.get(other.address + chart).content == drawn.content

    # A report: asked for on one machine, made by the other's worker, fetched from the first.
    report = "/reports/2023-04-to-2023-05/editions/1/files"
    asked = the_form(lead.get(f"{one.address}{report}/").text, "formats")
    lead.post(f"{one.address}{report}/", asked | {"formats": ["docx"]})
    made = wait_for(
        lambda: (answer := lead.get(f"{one.address}{report}/docx/")).status_code == 200 and answer.content,
        timeout=60,
        otherwise=other.site.log.read_text,
    )
    assert made[:2] == b"PK"

    # A file of evidence.
    number, email = one.site.manage("shell", "-v0", "-c", ACTION).stdout.split()
    owner = signed_in(one, email)
    done = f"{one.address}/actions/{number}/done/"
    fields = the_form(owner.get(done).text, "evidence") | {"evidence": "The chronology runs to July.", "pointer": "Case system"}
    fields.pop("documents", None)
    sent = owner.post(done, fields, files={"documents": ("visit.pdf", PDF, "application/pdf")})
    file = re.search(r'href="(/actions/files/\d+/)"', sent.text)[1]
    assert owner.get(other.address + file).content == PDF

    # Neither machine holds anything of it.
    assert (one.kept, other.kept) == ([], [])


ACTION = f"""
from actions.models import Action, ActionRules
from foundation.accounts.models import Person
ActionRules.objects.update(evidence_files=True)
action = Action.objects.filter(state="open", owner__email__endswith="marram.example").select_related("owner").first()
# Not everybody of the invented council can sign in.
Person.objects.filter(pk=action.owner_id).update(password=Person.objects.get(email="{LEAD}").password)
print(action.number, action.owner.email)
"""
