"""Past audits from a spreadsheet, with every check and the trail, against storing the same rows with nothing else."""

import csv
import io
from pathlib import Path

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare

COUNT = 1000
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
        )
    ]


def domains() -> list[str]:
    from audits.cycles.services.cycles import current_tool

    return list(current_tool().domains.order_by("position").values_list("name", flat=True)[:5])


def spreadsheet() -> bytes:
    scopes = ["overall", *domains()]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["month", "case", "team", "auditor", *[f"{scope} {stage}" for scope in scopes for stage in ("pre", "post")]])
    for index in range(COUNT):
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
