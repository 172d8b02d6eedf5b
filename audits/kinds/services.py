"""Kinds of audit beside the month's own: add, reword, say how they are done from a month on, end; their tools, and planning one."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from audits.cycles.services.cycles import plan_cycle
from audits.enums import ModerationRule, RecordsAsked
from audits.kinds.queries import terms_in
from audits.models import Cycle, KindOfAudit, KindTerms, PartnerAgency, Tool
from audits.permissions import can_plan_cycles
from audits.tool.queries import monthly_tools, published_tool
from audits.tool.services.versions import begin_version
from audits.tool.starters import STARTERS
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.bounds import require_month_in_reach
from foundation.council.clock import today
from foundation.council.months import first_of, month_code
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities

ONLY_THE_LEAD = "The QA lead decides which kinds of audit there are."
_ADDED_MEANWHILE = ValidationError({"name": "Somebody else added a kind of that name a moment ago. Open the list to see it."})


@transaction.atomic
def add_kind(*, actor: Person, name: str, purpose: str = "", is_multi_agency: bool = False, kept: str = "") -> KindOfAudit:
    """A kind of audit with its own tool, which has its name; how often it is done is said next, as its terms."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    name = " ".join(name.split())
    _require_new_name(name)
    looked = check_for_identities({"name": name, "purpose": purpose}, audience=Audience.STAFF, kept=kept)
    with first_come(_ADDED_MEANWHILE):
        kind = KindOfAudit.objects.create(name=name, purpose=purpose.strip(), tool_name=name, is_multi_agency=is_multi_agency)
    record(actor=actor, verb="kind.added", target=kind, name=name, is_multi_agency=is_multi_agency)
    looked.keep(actor, kind)
    return kind


def _require_new_name(name: str, kind: KindOfAudit | None = None) -> None:
    """Another kind, a tool or an agency of that name would be taken for this one."""
    others = KindOfAudit.objects.exclude(pk=kind.pk) if kind else KindOfAudit.objects.all()
    if not slugify(name):
        raise ValidationError({"name": "Enter a name with letters, for example “Closed records”."})
    taken = slugify(name) in {other.code for other in others}
    own_tool = kind is not None and name == kind.tool_name
    tools = {*monthly_tools().values_list("name", flat=True), *PartnerAgency.objects.values_list("tool_name", flat=True)}
    if taken or (name in tools | set(others.values_list("tool_name", flat=True)) and not own_tool):
        raise ValidationError({"name": f"There is a kind of audit, or an audit tool, called “{name}” already. Choose another name."})


@transaction.atomic
def change_kind(*, actor: Person, kind: KindOfAudit, name: str, purpose: str, version: str | None = None, kept: str = "") -> KindOfAudit:
    """Reword it. What was planned keeps the name under which it was planned, and the tool keeps its own."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    kind = locked(KindOfAudit.objects.all(), pk=kind.pk)
    require_version(kind, version)
    name = " ".join(name.split())
    if name != kind.name:
        _require_new_name(name, kind)
    looked = check_for_identities({"name": name, "purpose": purpose}, audience=Audience.STAFF, kept=kept, target=kind)
    before, kind.name, kind.purpose = kind.name, name, purpose.strip()
    with first_come(_ADDED_MEANWHILE):
        kind.save()
    record(actor=actor, verb="kind.changed", target=kind, before=before, after=name)
    looked.keep(actor, kind)
    return kind


@transaction.atomic
def set_terms(
    *,
    actor: Person,
    kind: KindOfAudit,
    first_month: datetime.date,
    moderation_rule: str,
    records: str = RecordsAsked.ANY,
    closed_months: int = 12,
    cadence_months: int | None = None,
    size: int | None = None,
) -> KindTerms:
    """How the kind is done from `first_month` on; what is said for that month already is said again. What is planned stays as it is."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    kind = locked(KindOfAudit.objects.all(), pk=kind.pk)
    require_month_in_reach(first_month, field="first_month")
    if cadence_months is not None and cadence_months < 1:
        raise ValidationError({"cadence_months": "Enter at least 1 month, or nothing where it is done when needed."})
    facts = {
        "cadence_months": cadence_months,
        "size": size,
        "moderation_rule": ModerationRule(moderation_rule),
        "records": RecordsAsked(records),
        "closed_months": max(closed_months, 1),
    }
    month = first_of(first_month)
    terms, _ = KindTerms.objects.update_or_create(kind=kind, first_month=month, defaults=facts)
    record(actor=actor, verb="kind.terms_set", target=kind, month=month_code(month), **{name: str(value) for name, value in facts.items()})
    return terms


@transaction.atomic
def end_kind(*, actor: Person, kind: KindOfAudit) -> KindOfAudit:
    """It is no longer planned. What was done is still counted under it."""
    return _end(actor, kind, ended=True)


@transaction.atomic
def bring_back_kind(*, actor: Person, kind: KindOfAudit) -> KindOfAudit:
    return _end(actor, kind, ended=False)


def _end(actor: Person, kind: KindOfAudit, *, ended: bool) -> KindOfAudit:
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    kind = locked(KindOfAudit.objects.all(), pk=kind.pk)
    if (kind.ended_on is not None) != ended:
        kind.ended_on = today() if ended else None
        kind.save(update_fields=["ended_on"])
        record(actor=actor, verb="kind.ended" if ended else "kind.brought_back", target=kind)
    return kind


@transaction.atomic
def begin_tool_of_kind(*, actor: Person, kind: KindOfAudit) -> Tool:
    """A draft of its tool: the first begins with what is usually asked of such audits, a later one as a copy of the one in use."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    kind = locked(KindOfAudit.objects.all(), pk=kind.pk)
    return begin_version(actor=actor, name=kind.tool_name, starter=STARTERS.get(kind.tool_name, ()))


@transaction.atomic
def plan_audits_of_kind(*, actor: Person, kind: KindOfAudit, month: datetime.date, kept: str = "", **plan: Any) -> Cycle:
    """Plan audits of the kind in a month, with the newest published version of its tool.

    What the plan does not say is as the kind's terms of that month say it: how many, and which are moderated.
    """
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    kind = locked(KindOfAudit.objects.all(), pk=kind.pk)
    if kind.ended_on:
        raise StaleState(f"{kind} are no longer done. Bring the kind back first.")
    tool = published_tool(kind.tool_name)
    if tool is None:
        raise ValidationError(f"{kind} have no audit tool yet. Begin one on the page of the kind, and publish it.")
    if terms := terms_in(kind, first_of(month)):
        plan.setdefault("moderation_rule", terms.moderation_rule)
        plan.setdefault("expected", terms.size)
    return plan_cycle(actor=actor, month=month, kind=kind, tool=tool, kept=kept, **plan)
