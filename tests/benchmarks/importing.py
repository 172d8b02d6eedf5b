"""Past audits from a spreadsheet, with every check and the trail, against storing the same rows with nothing else."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare

COUNT, MANY = 1000, 50_000
ALLOWED_MB = 400
GRADES = ["G", "RI", "RI", "I"]


def rows() -> list[Row]:
    portal.demo()
    content = spreadsheet()
    return [
        compare(
            "import audits",
            ours=lambda: imported(portal.copy_of_demo("ours"), content),
            other=lambda: stored_plainly(portal.copy_of_demo("other"), content),
            other_is="the same reader and bulk_create of ready rows",
            size=f"{COUNT:,} audits of five domains as CSV",
            limit=6,
            times=3,
        ),
        *many(),
    ]


def many() -> list[Row]:
    """Fifty times as many, each in a process of its own: seconds a row, and the most that the process ever held."""
    (few, _), (each, used) = (in_a_process(count) for count in (COUNT, MANY))
    size = f"{MANY:,} audits of five domains as CSV, checked and stored"
    return [
        Row("import audits, 50,000", each / few, 1.5, each, few, f"the same of {COUNT:,}, for each audit", f"{size}, for each audit"),
        Row("memory import audits", used / ALLOWED_MB, 1, 0, 0, f"{ALLOWED_MB} MB, of which {used:.0f} MB were used", size),
    ]


def in_a_process(count: int) -> tuple[float, float]:
    """Seconds for each audit, and MB."""
    file, data = portal.copy_of_demo(f"past-{count}"), portal.FOLDER / "past.csv"
    data.write_bytes(spreadsheet(count))
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(data)],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{file}"},
        capture_output=True,
        text=True,
        check=True,
    )
    took, stored, used = map(float, run.stdout.split()[-3:])
    assert stored == count, run.stdout
    return took / count, used / 1024


MEASURED = """
import pathlib, sys, time
import django
django.setup()
from django.conf import settings
settings.DEBUG = False
from audits.past_audits.services import check_sheet, store_past_audits
from foundation.accounts.models import Person
from foundation.sheets import read_rows
actor, begun = Person.objects.system(), time.process_time()
with open(sys.argv[1], "rb") as file:
    check = check_sheet(actor=actor, sheet=read_rows(file, "past.csv"))
outcome = store_past_audits(actor=actor, check=check, name="past.csv")
# Of this program alone: what `getrusage` says begins with the most that its parent held.
most = pathlib.Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(time.process_time() - begun, outcome.stored, most)
"""


def domains() -> list[str]:
    from audits.cycles.services.cycles import current_tool

    return list(current_tool().domains.order_by("position").values_list("name", flat=True)[:5])


def spreadsheet(count: int = COUNT) -> bytes:
    scopes = ["overall", *domains()]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["month", "case", "team", "auditor", *[f"{scope} {stage}" for scope in scopes for stage in ("pre", "post")]])
    for index in range(count):
        month = f"20{15 + index % 6}-{1 + index % 12:02}"
        writer.writerow(
            [month, f"P-{index}", f"Team {index % 9}", f"Auditor {index % 17}", *(GRADES[index % 4] for _ in scopes for _ in "ab")]
        )
    return out.getvalue().encode()


def imported(file: Path, content: bytes) -> None:
    from audits.past_audits.services import check_sheet, store_past_audits
    from foundation.accounts.models import Person
    from foundation.sheets import read_rows

    portal.use(file)
    actor = Person.objects.system()
    check = check_sheet(actor=actor, sheet=read_rows(io.BytesIO(content), "past.csv"))
    outcome = store_past_audits(actor=actor, check=check, name="past.csv")
    assert outcome.stored == COUNT, outcome


def stored_plainly(file: Path, content: bytes) -> None:
    import datetime

    from audits.enums import Stage
    from audits.models import Audit, Cycle, Domain, Judgement
    from foundation.sheets import read_rows

    portal.use(file)
    sheet = read_rows(io.BytesIO(content), "past.csv")
    cycle = Cycle.objects.first()
    day = datetime.date(2020, 1, 1)
    audits = [
        Audit(cycle=cycle, tool=cycle.tool, case_id=row.values["case"], state="moderated", submitted_on=day, finished_on=day)
        for row in sheet.rows
    ]
    audits = Audit.objects.bulk_create(audits)
    names: dict[str, Domain | None] = {domain.name: domain for domain in Domain.objects.filter(tool=cycle.tool)} | {"overall": None}
    Judgement.objects.bulk_create(
        [
            Judgement(audit=audit, domain=domain, stage=stage, grade=row.values[f"{name} {heading}"])
            for audit, row in zip(audits, sheet.rows, strict=True)
            for name, domain in names.items()
            for stage, heading in ((Stage.PRE, "pre"), (Stage.AUDITOR, "pre"), (Stage.AGREED, "post"))
        ]
    )
