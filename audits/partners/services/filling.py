"""What a partner auditor writes in their part, and what the lead makes of all parts together.

`seen` is the token of the answers from which the writer began; EditConflict where others are stored by now.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.auditing.services.auditing import grade_domain, to_write
from audits.enums import PRACTICE_GRADES, SETTLED_PARTS, Grade, PartState
from audits.models import AgencyPart, Audit, Domain, JoinedParts, PartJudgement
from audits.partners.queries import GRADED, JOINED, SEEN_SAVED, graded_in, saved_in
from audits.partners.services.lines import grade_lines, joined_lines, seen_lines
from audits.partners.services.parts import require_written
from audits.permissions import can_fill_part, can_join_parts
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import normalised_text
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.lookups.rows import get_or_none

SECTION = "page"


def _to_fill(actor: Person, part: AgencyPart) -> AgencyPart:
    """The part, locked, if `actor` may write it now, which is from when they began it."""
    part = locked(AgencyPart.objects.for_page(), pk=part.pk)
    require(can_fill_part, actor, part)
    if part.state != PartState.BEGUN:
        raise StaleState(f"{part} is “{part.get_state_display().lower()}”: its answers do not change now.")
    require_written(part.audit)
    return part


@transaction.atomic
def grade_in_part(*, actor: Person, part: AgencyPart, domain: Domain, grade: str, reason: str, seen: str | None = None) -> PartJudgement:
    """Save the agency's grade and reason in one domain of its tool. Either may still be blank."""
    part = _to_fill(actor, part)
    if domain.tool_id != part.tool_id:
        raise ValidationError(f"“{domain}” is not asked in {part}.")
    if grade and grade not in Grade:
        raise ValidationError({"grade": "Choose one of the grades."})
    stored = get_or_none(part.judgements.filter(domain=domain))
    judgement = stored or PartJudgement(part=part, domain=domain)
    mine, theirs = grade_lines(grade, reason), grade_lines(judgement.grade, judgement.reason)
    require_unchanged(what=SECTION, actor=actor, seen=seen, theirs=theirs, mine=mine, writes=graded_in(part, domain))
    if judgement.pk and mine == theirs:
        return judgement
    before, judgement.grade, judgement.reason = judgement.grade, grade, normalised_text(reason)
    judgement.save()
    record(actor=actor, verb=GRADED, target=part, domain_id=domain.pk, before=before, grade=grade)
    return judgement


@transaction.atomic
def save_what_was_seen(*, actor: Person, part: AgencyPart, text: str, seen: str | None = None) -> AgencyPart:
    """Save what the agency saw, taken together."""
    part = _to_fill(actor, part)
    mine, theirs = seen_lines(text), seen_lines(part.seen)
    require_unchanged(what=SECTION, actor=actor, seen=seen, theirs=theirs, mine=mine, writes=saved_in(part))
    if mine == theirs:
        return part
    part.seen = normalised_text(text)
    part.save(update_fields=["seen"])
    record(actor=actor, verb=SEEN_SAVED, target=part)
    return part


@transaction.atomic
def join_parts(
    *, actor: Person, audit: Audit, findings: str, grade: str, agreed_with: str = "", seen: str | None = None, kept: str = ""
) -> JoinedParts:
    """What the agencies found together and the grade that they agreed, which is the overall judgement of the audit.

    Only once every part is submitted, or left out with a reason.
    """
    audit = to_write(actor, audit)
    require(can_join_parts, actor, audit)
    _require_parts(audit)
    _require_joined_in_full(findings, grade)
    looked = check_for_identities({"findings": findings, "agreed_with": agreed_with}, audience=Audience.STAFF, kept=kept, target=audit)
    stored = get_or_none(JoinedParts.objects.filter(audit=audit))
    joined = stored or JoinedParts(audit=audit)
    mine, theirs = joined_lines(findings, grade, agreed_with), joined_lines(joined.findings, joined.grade, joined.agreed_with)
    writes = Entry.objects.of(audit).filter(verb=JOINED).select_related("actor").order_by("-pk")
    require_unchanged(what=SECTION, actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    joined.findings, joined.grade, joined.agreed_with = normalised_text(findings), grade, normalised_text(agreed_with)
    joined.joined_by, joined.joined_on = actor, today()
    joined.save()
    grade_domain(actor=actor, audit=audit, domain=None, grade=grade, reason=joined.findings)
    record(actor=actor, verb=JOINED, target=audit, grade=grade)
    looked.keep(actor, audit)
    return joined


def _require_parts(audit: Audit) -> None:
    waiting = list(audit.parts.exclude(state__in=SETTLED_PARTS).select_related("agency"))
    if waiting:
        names = ", ".join(part.agency.name for part in waiting)
        raise ValidationError(f"Still to come: {names}. Wait for them, or go on without them with a reason.")
    if not audit.parts.filter(state=PartState.SUBMITTED).exists():
        raise ValidationError("No agency has submitted its part, so there is nothing to join.")


def _require_joined_in_full(findings: str, grade: str) -> None:
    wrong = {}
    if not findings.strip():
        wrong["findings"] = "Say what the agencies found together."
    if grade not in PRACTICE_GRADES:
        wrong["grade"] = "Select the grade that the agencies agreed."
    if wrong:
        raise ValidationError(wrong)
