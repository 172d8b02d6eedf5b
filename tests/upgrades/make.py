"""Make the backup that the upgrade of a version is tested from: `DEBUG=1 python -m tests.upgrades.make`, once, when the version is tagged.

All of it is invented, and comes in through the commands and services that a council uses. What is made stays as it is for ever: it is
what a council that runs that version has.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.audits.past_audits.sheets import past, sheet
from tests.servers import ROOT

KEPT = Path(__file__).parent
AUDITS = [past("C-101", "RI", "G"), past("C-102", "G", "G"), past("C-103", "I", ""), past("D-7", "O", "O", month="2023-07")]
FIGURES = "indicator,month,place,value\n"
CODE = """
from django.conf import settings
from actions.services import raise_action
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.council.clock import today
ada = Person.objects.get(email="ada@example.org")
print(settings.VERSION)
"""


def make() -> Path:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VAR_DIR": folder, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder}/made.sqlite3"}

        def manage(*arguments: str) -> str:
            command = [sys.executable, "manage.py", *arguments]
            return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

        audits = Path(folder) / "audits.csv"
        audits.write_text(sheet(*AUDITS))
        manage("migrate")
        manage("add_administrator", "--email", "ada@example.org", "--name", "Ada Nwosu")
        manage("import_audits", str(audits))
        manage("seal_trail")
        file = KEPT / f"{manage('shell', '-v0', '-c', CODE).strip()}.qa"
        manage("backup", str(file))
    file.chmod(0o644)
    return file


if __name__ == "__main__":
    print(make())  # noqa: T201 — the name of what was made
