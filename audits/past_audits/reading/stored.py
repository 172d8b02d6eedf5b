"""The audits that are stored already, and how a row compares with one of them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from audits.calculations.states import state_name
from audits.enums import FINISHED_STATES, AuditState, Grade, Stage
from audits.models import Audit, Judgement
from audits.queries.grade_words import grade_word
from audits.querysets import monthly
from audits.sheets.rows import Grades, PastAudit, Reference

Identity = tuple[datetime.date, str, Reference]
# A part of a row (“team”, “post”…), for a grade its domain, and what to say of it.
Difference = tuple[str, int | None, str]

STAYS = "A stored audit is not changed by an import."


@dataclass
class Stored:
    number: int
    state: str
    team: int | None
    cohort: str
    moderator: int | None
    imported: bool
    was_closed: bool
    name: str
    pre: Grades = field(default_factory=dict)
    agreed: Grades = field(default_factory=dict)


def stored_audits(months: Collection[datetime.date]) -> dict[Identity, Stored]:
    """Every audit of these months by its identity, with its grades before and after moderation."""
    audits = Audit.objects.filter(monthly(), cycle__month__in=months)
    found: dict[Identity, Stored] = {}
    by_number: dict[int, Stored] = {}
    facts = ("pk", "state", "team", "cohort", "moderator", "imported", "was_closed")
    rows = audits.with_last_version().values_list("cycle__month", "case_key", "auditor", "return_reason", "last_version", *facts)
    for month, case, auditor, returned, last_version, pk, state, team, cohort, moderator, imported, was_closed in rows:
        name = state_name(state, is_returned=bool(returned), last_version=last_version)
        by_number[pk] = found[month, case, auditor] = Stored(pk, state, team, cohort, moderator, imported, was_closed, name)
    grades = Judgement.objects.filter(monthly("audit__cycle__"), audit__cycle__month__in=months, stage__in=[Stage.PRE, Stage.AGREED])
    for pk, stage, domain, grade in grades.order_by().values_list("audit", "stage", "domain", "grade").iterator():
        audit = by_number[pk]
        (audit.pre if stage == Stage.PRE else audit.agreed)[domain] = Grade(grade)
    return found


def differences(row: PastAudit, stored: Stored) -> list[Difference]:
    """What the row says otherwise than the stored audit, except that it may finish an imported one that waits for moderation."""
    if stored.state not in (AuditState.SUBMITTED, *FINISHED_STATES):
        name = stored.name.lower()
        return [("case", None, f"Audit {stored.number} of this child’s record is here already and is “{name}”. {STAYS}")]
    if stored.pre.keys() != row.pre.keys():
        return [("case", None, f"Audit {stored.number} was done with another version of the audit tool. {STAYS}")]
    return _different_facts(row, stored) + _different_grades("pre", row.pre, stored.pre, stored) + _different_end(row, stored)


def _different_facts(row: PastAudit, stored: Stored) -> list[Difference]:
    """A blank says nothing; a moderator may be named along with the grades after moderation."""
    finishes = stored.state == AuditState.SUBMITTED and row.state != AuditState.SUBMITTED
    found: list[Difference] = []
    for name in ("team", "cohort", "moderator"):
        said, kept = getattr(row, name), getattr(stored, name)
        fills = name == "moderator" and kept is None and finishes
        if said not in (None, "") and said != kept and not fills:
            found.append((name, None, f"Audit {stored.number} is stored with {'another' if kept else 'no'} {name}. {STAYS}"))
    if row.was_closed not in (None, stored.was_closed):
        kept = "closed" if stored.was_closed else "open"
        found.append(
            ("was_closed", None, f"Audit {stored.number} is stored as one of {'a' if stored.was_closed else 'an'} {kept} record. {STAYS}")
        )
    return found


def _different_grades(stage: str, said: Grades, kept: Grades, stored: Stored) -> list[Difference]:
    return [
        (stage, domain, f"Audit {stored.number} is stored with “{grade_word(kept[domain])}” here. {STAYS}")
        for domain, grade in said.items()
        if domain in kept and kept[domain] != grade
    ]


def _different_end(row: PastAudit, stored: Stored) -> list[Difference]:
    if stored.state == AuditState.SUBMITTED:
        # A moderator here gives reasons and is kept apart from the auditor; a spreadsheet must not go round that.
        waits_here = not stored.imported and row.state != AuditState.SUBMITTED
        return (
            [("post", None, f"Audit {stored.number} was written here and waits for its moderator. Finish it on its own page.")]
            if waits_here
            else []
        )
    if row.state == AuditState.SUBMITTED:
        return [("post", None, f"Audit {stored.number} has grades after moderation, and this row has none. {STAYS}")]
    if row.state != stored.state:
        return [("moderation", None, f"Audit {stored.number} is stored as “{stored.name.lower()}”. {STAYS}")]
    return _different_grades("post", row.agreed, stored.agreed, stored) if row.post else []
