"""The counts of Results made again, one audit after another from its own judgements: slow, and easy to see to be right."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from audits.enums import PRACTICE_GRADES, AuditState, Stage
from audits.models import Audit, ReAudit

FINISHED = (AuditState.MODERATED, AuditState.RELEASED)
Wanted = Callable[[Audit], bool]


def audits_of(first: datetime.date, last: datetime.date, wanted: Wanted) -> Iterator[Audit]:
    for audit in Audit.objects.all():
        if first <= audit.cycle.month <= last and audit.submitted_on and audit.state != AuditState.WITHDRAWN and wanted(audit):
            yield audit


def grades_of(audit: Audit, stage: Stage) -> dict[str, str]:
    return {row.domain.name if row.domain else "": row.grade for row in audit.judgements.filter(stage=stage)}


def grades_by_month(first: datetime.date, last: datetime.date, wanted: Wanted) -> Counter[Any]:
    """By month, stage and judgement; under `None` the number of audits."""
    found: Counter[Any] = Counter()
    for audit in audits_of(first, last, wanted):
        for stage in (Stage.PRE, Stage.AGREED):
            if stage == Stage.PRE or audit.state in FINISHED:
                found[audit.cycle.month, stage, None, ""] += 1
                for name, grade in grades_of(audit, stage).items():
                    found[audit.cycle.month, stage, name, grade] += 1
    return found


def pairs(first: datetime.date, last: datetime.date, wanted: Wanted, stage: Stage) -> Counter[Any]:
    """Of moderated audits, by judgement: the grade first submitted and that of a stage, where both count."""
    found: Counter[Any] = Counter()
    for audit in audits_of(first, last, wanted):
        if audit.state == AuditState.MODERATED and (stage == Stage.AGREED or not audit.moderated_knowing):
            before, after = grades_of(audit, Stage.PRE), grades_of(audit, stage)
            for name in before.keys() & after.keys():
                if before[name] in PRACTICE_GRADES and after[name] in PRACTICE_GRADES:
                    found[name, before[name], after[name]] += 1
    return found


def is_again(audit: Audit) -> bool:
    return ReAudit.objects.filter(audit=audit).exists()
