"""For the lead: audits that lack an auditor or a moderator, and by when to choose one."""

import datetime
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse

from audits.enums import AllocationSource, AuditState, Part
from audits.models import Allocation, Audit, Cycle
from foundation.activity.models import Entry
from foundation.council.work import WorkItem, WorkQuestion
from foundation.council.working_days import add_working_days

# Working days to choose somebody, from when nobody had it: where that comes after the month's day, or shortly before.
CHOOSING_DAYS = 2
WITHOUT_MODERATOR = "Submitted without a moderator"
WHY_UNALLOCATED = {
    AllocationSource.HANDED_BACK: "{0} handed it back",
    AllocationSource.EXEMPTED: "{0} is exempt: find somebody, or withdraw the record",
}


def work_questions() -> list[WorkQuestion]:
    """What was handed back, a line each; records without an auditor, and submitted ones without a moderator, a line for each month."""
    vacant = Q(part=Part.AUDITOR, audit__auditor=None, audit__state=AuditState.ALLOCATED)
    vacant |= Q(part=Part.MODERATOR, audit__moderator=None, audit__state=AuditState.SUBMITTED)
    back = Allocation.objects.taken_back().filter(vacant).select_related("audit__cycle", "before")
    lacking = Audit.objects.filter(cycle__in=Cycle.objects.running().values("pk")).select_related("cycle").order_by("cycle", "number")
    unallocated = lacking.filter(state=AuditState.ALLOCATED, auditor=None).annotate(given_on=_given_on(Part.AUDITOR), added_on=_added_on())
    unmoderated = lacking.filter(state=AuditState.SUBMITTED, moderator=None, imported=False).annotate(given_on=_given_on(Part.MODERATOR))
    return [
        WorkQuestion(back, lambda: _handed_back(back)),
        WorkQuestion(unallocated, lambda: _lines(unallocated, Part.AUDITOR, "Choose auditors for {0}", "Not allocated yet")),
        WorkQuestion(unmoderated, lambda: _lines(unmoderated, Part.MODERATOR, "Choose moderators for {0}", WITHOUT_MODERATOR)),
    ]


def _handed_back(back: Iterable[Allocation]) -> list[WorkItem]:
    """One line for each audit that somebody handed back, or is exempt from, until somebody else has it."""
    latest = {row.audit_id: row for row in back}
    return [
        WorkItem(
            what=f"Find another {row.get_part_display().lower()} for audit {row.audit_id}",
            why=f"{WHY_UNALLOCATED[AllocationSource(row.source)].format(row.before)}; {row.audit.cycle}",
            url=reverse("audits:allocate", args=[row.audit_id]),
            due=_to_choose_by(row.audit.cycle, Part(row.part), row.made_on),
            email_text=f"Find another {row.get_part_display().lower()} for audit {row.audit_id}",
        )
        for row in latest.values()
    ]


def _lines(lacking: Iterable[Audit], part: Part, what: str, why: str) -> Iterable[WorkItem]:
    by_cycle: dict[Cycle, list[Audit]] = {}
    for audit in lacking:
        by_cycle.setdefault(audit.cycle, []).append(audit)
    for cycle, audits in by_cycle.items():
        dues = [due for audit in audits if (due := _to_choose_by(cycle, part, _nobodys_since(audit, part)))]
        said = what.format("1 record" if len(audits) == 1 else f"{len(audits)} records")
        url = reverse("audits:allocation", args=[cycle.code])
        yield WorkItem(what=said, why=f"{why}; {cycle}", url=url, due=min(dues, default=None), email_text=said)


def _to_choose_by(cycle: Cycle, part: Part, since: datetime.date | None) -> datetime.date | None:
    due = cycle.audits_due if part == Part.AUDITOR else cycle.moderation_due
    return max(due, add_working_days(since, CHOOSING_DAYS)) if due and since else due


def _nobodys_since(audit: Audit, part: Part) -> datetime.date | None:
    """The day since which nobody has this part of it: relieved then, else added, or submitted."""
    given_on: datetime.date | None = audit.given_on  # type: ignore[attr-defined]  # annotated
    if part == Part.AUDITOR:
        return given_on or audit.added_on  # type: ignore[attr-defined]  # annotated
    submitted = audit.resubmitted_on or audit.submitted_on
    return max(submitted, given_on or submitted) if submitted else given_on


def _given_on(part: Part) -> Subquery:
    """The day of the latest allocation of this part."""
    return Subquery(Allocation.objects.filter(audit=OuterRef("pk"), part=part).order_by("-pk").values("made_on")[:1])


def _added_on() -> Subquery:
    kind, key = ContentType.objects.get_for_model(Audit), Cast(OuterRef("pk"), CharField())
    return Subquery(Entry.objects.filter(target_type=kind, target_id=key, verb="audit.added").order_by("-pk").values("day")[:1])
