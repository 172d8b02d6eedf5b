"""June and July 2023 as the report to the Board has them: 14 audits after moderation and 9 before.

The report prints some of the counts; the others are filled up with “requires improvement”. Written straight to the tables,
so that the expected figures rest on the report and not on the services.
"""

import datetime
from collections.abc import Iterable, Mapping

import pytest

from audits.enums import AuditState, Stage
from audits.models import Audit, Cycle, Judgement, Tool
from audits.services.counting import count_again, counted_at_the_end
from foundation.council.months import last_day
from tests.replay import replayed

JUNE, JULY = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)
OVERALL = "overall"
RELATIONSHIP = "Relationship based practice and direct work"
ASSESSMENT = "Assessment"
PLANNING = "Multi-agency planning, review and decision making"
OVERSIGHT = "Management oversight and supervision"
OUTCOMES = "Overall outcomes and impact"

JUNE_GRADES = {
    OVERALL: "G G" + " RI" * 10 + " I I",
    RELATIONSHIP: "O G G G" + " RI" * 10,
    ASSESSMENT: "RI " * 11 + "I I I",
    PLANNING: "RI " * 11 + "I I I",
    OVERSIGHT: "RI " * 12 + "I I",
    OUTCOMES: "G G" + " RI" * 11 + " I",
}
JULY_GRADES = {
    OVERALL: "RI " * 7 + "I I",
    RELATIONSHIP: "G G" + " RI" * 7,
    ASSESSMENT: "G" + " RI" * 7 + " I",
    PLANNING: "G" + " RI" * 7 + " I",
    OVERSIGHT: "RI " * 9,
    OUTCOMES: "RI " * 8 + "I",
}

Grades = Mapping[str, str]


def add_cycle(month: datetime.date, **fields) -> Cycle:
    return Cycle.objects.get_or_create(month=month, defaults={"tool": Tool.objects.get(), **fields})[0]


def add_month(
    month: datetime.date, pre: Grades, agreed: Grades | None = None, state: AuditState = AuditState.MODERATED, **fields
) -> list[Audit]:
    """Audits graded `pre` and, where given, `agreed`: for each judgement the grades of audit after audit."""
    cycle = add_cycle(month, **fields)
    count = len(pre[OVERALL].split())
    before = Audit.objects.count()
    audits = Audit.objects.bulk_create(
        Audit(
            cycle=cycle,
            tool=cycle.tool,
            case_id=f"C-{before + number}",
            state=state if agreed else AuditState.SUBMITTED,
            submitted_on=last_day(month),
        )
        for number in range(count)
    )
    _write_judgements(audits, {Stage.PRE: pre, Stage.AGREED: agreed or {}})
    return audits


def add_judgements(audits: list[Audit], stage: Stage, grades: Grades) -> None:
    _write_judgements(audits, {stage: grades})


def _write_judgements(audits: list[Audit], given: Mapping[Stage, Grades]) -> None:
    domains = {domain.name: domain for domain in Tool.objects.get().domains.all()}
    Judgement.objects.bulk_create(
        Judgement(audit=audit, domain=domains.get(name), stage=stage, grade=grade)
        for stage, grades in given.items()
        for name, line in grades.items()
        for audit, grade in zip(audits, line.split(), strict=True)
    )
    count_again([audit.pk for audit in audits])


def moderate(audits: list[Audit], agreed: Grades) -> None:
    with counted_at_the_end():
        add_judgements(audits, Stage.AGREED, agreed)
        alter(audits, state=AuditState.MODERATED)


def alter(audits: Iterable[Audit], **fields) -> None:
    """Straight in the table, and in the counts that follow from it."""
    numbers = [audit.pk for audit in audits]
    Audit.objects.filter(pk__in=numbers).update(**fields)
    count_again(numbers)


def count_all_again() -> None:
    """After rows were written straight to tables that the services count from."""
    count_again(Audit.objects.values_list("pk", flat=True))


@pytest.fixture
@replayed
def june(db) -> list[Audit]:
    """Fourteen moderated audits; moderation raised one overall judgement."""
    pre = {**JUNE_GRADES, OVERALL: "G" + " RI" * 11 + " I I"}
    return add_month(
        JUNE,
        pre,
        JUNE_GRADES,
        theme="Children’s part in plans and decisions",
        cohort="Cared for children and care experienced adults",
        expected=14,
    )


@pytest.fixture
@replayed
def july(db) -> list[Audit]:
    """Nine submitted audits of fourteen expected, none moderated."""
    return add_month(
        JULY, JULY_GRADES, theme="Permanence", cohort="All teams", expected=14, shortfall_reason="Summer leave and a monitoring visit."
    )


def month_of(code: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{code}-01")
