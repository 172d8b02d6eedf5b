"""The parts of an audit with other agencies: given, handed over, begun, handed back, submitted, asked back, left out."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import WRITTEN_STATES
from audits.models import AgencyPart, Audit, PartnerAgency, PartnerAuditor
from audits.partners.workflow import MOVES, ONLY_THE_LEAD
from audits.permissions import can_give_parts
from audits.services.errors import require_running
from audits.tool.queries import published_tool
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Workflow, answer_needed
from foundation.notices.services import notify


def _stale_text(part: AgencyPart, step: Move) -> str:
    return f"{part} is “{part.get_state_display().lower()}” now. Open it again to see what happened."


def _every_domain_graded(part: AgencyPart, answers: Mapping[str, str]) -> Missing:
    given = {row.domain_id: row for row in part.judgements.all()}
    missing: Missing = {}
    for domain in part.tool.domains.all():
        row = given.get(domain.pk)
        if row is None or not (row.grade and row.reason):
            missing[f"domain-{domain.pk}"] = f"Grade “{domain.name}”, and say why."
    return missing


def _said_what_was_seen(part: AgencyPart, answers: Mapping[str, str]) -> Missing:
    return {} if part.seen else {"seen": "Say what your agency saw, taken together."}


PARTS = Workflow(
    moves=MOVES,
    rows=AgencyPart.objects.for_page,
    stale_text=_stale_text,
    needs={
        "no_involvement": answer_needed("no_involvement", "Declare that you had no part in the work with this child, or hand it back."),
        "reason": answer_needed("reason", "Give a reason."),
        "every_domain_graded": _every_domain_graded,
        "said_what_was_seen": _said_what_was_seen,
    },
)


def require_written(audit: Audit) -> None:
    """Parts change only while the audit itself is written."""
    if audit.state not in WRITTEN_STATES:
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: the parts of the agencies no longer change.")


@transaction.atomic
def give_part(
    *, actor: Person, audit: Audit, agency: PartnerAgency, partner: Person, reference: str, look_at: str, due: datetime.date, kept: str = ""
) -> AgencyPart:
    """Ask an agency for its part. Its auditor is shown `reference` and `look_at`, and nothing else of the audit."""
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_give_parts, actor, audit, why=ONLY_THE_LEAD)
    require_written(audit)
    require_running(audit.cycle)
    if audit.cycle.kind is None or not audit.cycle.kind.is_multi_agency:
        raise ValidationError(f"{audit} is not an audit with other agencies.")
    if audit.parts.filter(agency=agency).exists():
        raise ValidationError({"agency": f"{agency} has a part of {audit} already."})
    tool = published_tool(agency.tool_name)
    if tool is None or agency.ended_on:
        raise ValidationError({"agency": f"{agency} takes no part now, or has no published audit tool. See its page."})
    _require_asked_in_full(reference, look_at)
    _require_partner(agency, partner, due)
    looked = check_for_identities({"reference": reference, "look_at": look_at}, audience=Audience.STAFF, kept=kept)
    facts = {"reference": reference.strip(), "look_at": look_at.strip(), "due": due, "given_by": actor, "given_on": today()}
    with first_come(ValidationError({"agency": f"Somebody gave {agency} a part of {audit} a moment ago."})):
        part = AgencyPart.objects.create(audit=audit, agency=agency, tool=tool, partner=partner, **facts)
    record(actor=actor, verb="part.given", target=audit, part=part.pk, agency=agency, partner=partner, due=str(due))
    looked.keep(actor, part)
    _tell_partner(part, f"Your agency’s part of an audit: {part}", f"{actor} asks you to audit your own records by {uk_date(due)}.")
    return part


def _require_asked_in_full(reference: str, look_at: str) -> None:
    wrong = {}
    if not reference.strip():
        wrong["reference"] = "Enter the reference by which the agency finds the child. Never a name."
    if not look_at.strip():
        wrong["look_at"] = "Say what the agency is to look at."
    if wrong:
        raise ValidationError(wrong)


def _require_partner(agency: PartnerAgency, partner: Person, due: datetime.date) -> None:
    belongs = PartnerAuditor.objects.filter(agency=agency, person=partner).exists()
    if not belongs or not partner.has_role(Role.PARTNER) or not partner.can_be_notified:
        raise ValidationError({"partner": f"{partner} does not audit for {agency}, or cannot sign in. Choose somebody else."})
    if due < today():
        raise ValidationError({"due": "The due date must be today or later."})


@transaction.atomic
def hand_over_part(*, actor: Person, part: AgencyPart, to: Person, due: datetime.date, version: str | None = None) -> AgencyPart:
    """Give the part to another auditor of the agency, or give it again. What was written stays; the new auditor declares for themselves."""
    move = f"give_again_{AgencyPart.objects.get(pk=part.pk).state}"
    if move not in MOVES:
        raise StaleState(f"{part} is submitted. Ask it back first.")
    part, step = begin_move(PARTS, actor, part, move, version=version)
    require_written(part.audit)
    _require_partner(part.agency, to, due)
    before = _hand_over(part, to, due)
    complete_move(actor, part, step, part.audit, part=part.pk, agency=part.agency, had=before, partner=to)
    _tell_partner(part, f"Your agency’s part of an audit: {part}", f"{actor} asks you to audit your own records by {uk_date(due)}.")
    return part


def _hand_over(part: AgencyPart, to: Person, due: datetime.date) -> Person:
    before, part.partner, part.due = part.partner, to, due
    part.begun_on, part.return_reason, part.left_out_reason = None, "", ""
    return before


@transaction.atomic
def hand_over_parts(*, actor: Person, person: Person, to: Person) -> int:
    """All open parts of somebody who leaves, to another auditor of the same agency."""
    require(can_give_away, actor, person)
    numbers = list(AgencyPart.objects.open().filter(partner=person).order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        part = locked(AgencyPart.objects.for_page(), pk=number)
        step = MOVES[f"give_again_{part.state}"]
        _require_partner(part.agency, to, max(part.due, today()))
        had = _hand_over(part, to, part.due)
        complete_move(actor, part, step, part.audit, part=part.pk, agency=part.agency, had=had, partner=to)
    return len(numbers)


@transaction.atomic
def begin_part(*, actor: Person, part: AgencyPart, no_involvement: bool = False) -> AgencyPart:
    """Begin, on the word that they had no part in the work with the child."""
    part, step = begin_move(PARTS, actor, part, "begin", no_involvement="yes" if no_involvement else "")
    require_written(part.audit)
    part.begun_on = today()
    return complete_move(actor, part, step, part.audit, part=part.pk, agency=part.agency)


@transaction.atomic
def hand_back_part(*, actor: Person, part: AgencyPart, reason: str, kept: str = "") -> AgencyPart:
    """They knew the child, or cannot do it. Who leads the audit chooses somebody else of the agency."""
    part, step = begin_move(PARTS, actor, part, "hand_back", reason=reason)
    looked = check_for_identities({"reason": reason}, audience=Audience.STAFF, kept=kept, target=part)
    complete_move(actor, part, step, part.audit, part=part.pk, agency=part.agency, reason=reason.strip())
    looked.keep(actor, part)
    _tell_lead(part, "was handed back", f"{actor} cannot do it. Choose somebody else of {part.agency}, or go on without them.")
    return part


@transaction.atomic
def submit_part(*, actor: Person, part: AgencyPart, kept: str = "") -> AgencyPart:
    part, step = begin_move(PARTS, actor, part, "submit")
    require_written(part.audit)
    words = {"seen": part.seen} | {f"domain-{row.domain_id}": row.reason for row in part.judgements.all()}
    looked = check_for_identities(words, audience=Audience.STAFF, kept=kept, target=part)
    part.submitted_on = today()
    complete_move(actor, part, step, part.audit, part=part.pk, agency=part.agency)
    looked.keep(actor, part)
    left = part.audit.parts.open().count()
    waits = f"{left} other part{'' if left == 1 else 's'} still to come." if left else "It was the last: join the parts."
    _tell_lead(part, "is there", waits)
    return part


@transaction.atomic
def ask_part_back(
    *, actor: Person, part: AgencyPart, reason: str, due: datetime.date, version: str | None = None, kept: str = ""
) -> AgencyPart:
    """The agency goes on with what it wrote, until another day."""
    part, step = begin_move(PARTS, actor, part, "ask_back", version=version, reason=reason)
    require_written(part.audit)
    _require_partner(part.agency, part.partner, due)
    looked = check_for_identities({"reason": reason}, audience=Audience.STAFF, kept=kept, target=part)
    part.due = due
    complete_move(actor, part, step, part.audit, part=part.pk, agency=part.agency, reason=reason.strip(), due=str(due))
    looked.keep(actor, part)
    _tell_partner(part, f"{part} was asked back", f"{actor} asks for more by {uk_date(due)}. Open the part to read why.")
    return part


@transaction.atomic
def leave_part_out(*, actor: Person, part: AgencyPart, reason: str, version: str | None = None) -> AgencyPart:
    """Go on without the agency. The audit says so, with the reason."""
    move = f"leave_out_{AgencyPart.objects.get(pk=part.pk).state}"
    if move not in MOVES:
        raise StaleState(f"{part} is there, or left out already. Open the parts again.")
    part, step = begin_move(PARTS, actor, part, move, version=version, reason=reason)
    require_written(part.audit)
    complete_move(actor, part, step, part.audit, part=part.pk, agency=part.agency, reason=reason.strip())
    _tell_partner(part, f"{part} is no longer asked for", "The audit goes on without it. Nothing more is asked of you.")
    return part


def _tell_partner(part: AgencyPart, subject: str, words: str) -> None:
    """No case content goes out by mail."""
    _tell(part.partner, part, subject, words, part.get_absolute_url())


def _tell_lead(part: AgencyPart, what: str, words: str) -> None:
    if part.audit.auditor:
        _tell(part.audit.auditor, part, f"The part of {part.agency} in {part.audit} {what}", words, part.parts_url)


def _tell(person: Person, part: AgencyPart, subject: str, words: str, path: str) -> None:
    key: Any = f"part.{part.state}:{part.pk}:{today()}:{part.due}"
    notify(person=person, key=key, subject=subject, words=words, path=path)
