"""Audits that somebody handed back and nobody has since."""

from django.db.models import Q
from django.urls import reverse

from audits.enums import Part, State
from audits.models import Allocation
from foundation.council.work import WorkItem


def handed_back_work() -> list[WorkItem]:
    """For the lead: one line for each, until somebody else has it."""
    vacant = Q(part=Part.AUDITOR, audit__auditor=None, audit__state=State.ALLOCATED)
    vacant |= Q(part=Part.MODERATOR, audit__moderator=None, audit__state=State.SUBMITTED)
    latest = {row.audit_id: row for row in Allocation.objects.handed_back().filter(vacant).select_related("audit__cycle", "before")}
    return [
        WorkItem(
            what=f"Find another {row.get_part_display().lower()} for audit {row.audit_id}",
            why=f"{row.before} handed it back; {row.audit.cycle}",
            url=reverse("audits:allocate", args=[row.audit_id]),
            due=row.audit.cycle.audits_due if row.part == Part.AUDITOR else row.audit.cycle.moderation_due,
            brief=f"Find another {row.get_part_display().lower()} for audit {row.audit_id}",
        )
        for row in latest.values()
    ]
