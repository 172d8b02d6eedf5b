"""The register of subject access: entering a request, its dates, the search, what is withheld, the answer, and complaints."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.calculations import case_id_refused
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from governance.enums import ComplaintOutcome, RequestOutcome, SubjectKind
from governance.models import DataComplaint, SubjectRequest, WithheldInformation
from governance.permissions import keeps_registers

from .holds import MAY_KEEP

ENTERED = ("reference", "about", "case_id", "worker", "requested_by", "sought", "received_on")
DATES = (
    *("identity_asked_on", "identity_received_on"),
    *("clarification_about", "clarification_asked_on", "clarification_received_on", "extended_on", "extended_because"),
)
SEARCH = ("systems_searched", "fields_searched", "why_proportionate")
_TWICE = ValidationError({"reference": "This reference is in the register already. Open that one, or correct the reference."})


@transaction.atomic
def enter_request(*, actor: Person, **given: Any) -> SubjectRequest:
    """Enter a request as it came. `given` are ENTERED. Raises ValidationError by field."""
    require(keeps_registers, actor, why=MAY_KEEP)
    request = SubjectRequest(entered_by=actor, entered_on=today(), **{name: given[name] for name in ENTERED if name in given})
    _require_subject(request)
    _require_past(received_on=request.received_on)
    with first_come(_TWICE):
        request.save(force_insert=True)
    facts = {"reference": request.reference, "about": request.about, "received_on": request.received_on}
    record(actor=actor, verb="subject_request.entered", target=request, **facts)
    return request


@transaction.atomic
def change_request(*, actor: Person, request: SubjectRequest, version: str | None = None, **given: Any) -> SubjectRequest:
    """Correct what was entered, note a date, or what was searched: `given` are any of ENTERED, DATES and SEARCH.

    Raises ValidationError by field for dates that cannot be: received before asked for, later than today, an extension that the person
    was told of too late.
    """
    require(keeps_registers, actor, why=MAY_KEEP)
    request = locked(SubjectRequest.objects.for_page(), pk=request.pk)
    require_version(request, version)
    _require_open(request)
    wanted = {name: given[name] for name in (*ENTERED, *DATES, *SEARCH) if name in given}
    changed = {name: value for name, value in wanted.items() if getattr(request, name) != value}
    for name, value in changed.items():
        setattr(request, name, value)
    _require_subject(request)
    _require_dates(request)
    with first_come(_TWICE):
        request.save()
    if changed:
        record(actor=actor, verb="subject_request.changed", target=request, fields=sorted(changed))
    return request


@transaction.atomic
def withhold(*, actor: Person, request: SubjectRequest, what: str, why: str) -> WithheldInformation:
    """Note one thing that is not given, and why."""
    require(keeps_registers, actor, why=MAY_KEEP)
    request = locked(SubjectRequest.objects.for_page(), pk=request.pk)
    _require_open(request)
    _require_given(what="Say what is withheld.", why="Say why, with the exemption.", given={"what": what, "why": why})
    row = WithheldInformation.objects.create(request=request, what=what.strip(), why=why.strip(), noted_by=actor, noted_on=today())
    record(actor=actor, verb="subject_request.withheld", target=request)
    return row


@transaction.atomic
def answer_request(
    *,
    actor: Person,
    request: SubjectRequest,
    outcome: RequestOutcome,
    answered_on: datetime.date,
    outcome_words: str = "",
    told_of_rights_on: datetime.date | None = None,
    version: str | None = None,
) -> SubjectRequest:
    """Note that it was answered. Unless it was withdrawn the search is on record and the person was told of their rights."""
    require(keeps_registers, actor, why=MAY_KEEP)
    request = locked(SubjectRequest.objects.for_page(), pk=request.pk)
    require_version(request, version)
    _require_open(request)
    _require_past(answered_on=answered_on, told_of_rights_on=told_of_rights_on)
    _require_answerable(request, outcome, answered_on, told_of_rights_on)
    request.answered_on, request.outcome, request.told_of_rights_on = answered_on, outcome, told_of_rights_on
    request.outcome_words = outcome_words.strip()
    request.save()
    record(actor=actor, verb="subject_request.answered", target=request, outcome=str(outcome), answered_on=answered_on)
    return request


def _require_answerable(
    request: SubjectRequest, outcome: RequestOutcome, answered_on: datetime.date, told_on: datetime.date | None
) -> None:
    missing = {}
    if answered_on < request.received_on:
        missing["answered_on"] = f"It was received on {uk_date(request.received_on)}. Check the day."
    if outcome != RequestOutcome.WITHDRAWN:
        if told_on is None:
            missing["told_of_rights_on"] = "Say when the person was informed that they can complain to us, to the ICO, and go to court."
        if not (request.systems_searched and request.why_proportionate):
            missing["outcome"] = "Write the search record first: which systems were searched, and why that is proportionate."
    if outcome == RequestOutcome.PART and not request.withheld.exists():
        missing["outcome"] = "Note what was withheld and why first."
    if missing:
        raise ValidationError(missing)


@transaction.atomic
def enter_complaint(
    *, actor: Person, reference: str, received_on: datetime.date, words: str, request: SubjectRequest | None = None
) -> DataComplaint:
    """Enter a complaint about how somebody’s data were handled."""
    require(keeps_registers, actor, why=MAY_KEEP)
    given = {"reference": reference, "words": words}
    _require_given(reference="Give the reference.", words="Say what it is about, without names.", given=given)
    _require_past(received_on=received_on)
    complaint = DataComplaint(
        request=request, reference=reference.strip(), received_on=received_on, words=words.strip(), entered_by=actor, entered_on=today()
    )
    with first_come(_TWICE):
        complaint.save(force_insert=True)
    record(actor=actor, verb="data_complaint.entered", target=complaint, reference=complaint.reference, received_on=received_on)
    return complaint


@transaction.atomic
def acknowledge_complaint(*, actor: Person, complaint: DataComplaint, acknowledged_on: datetime.date) -> DataComplaint:
    require(keeps_registers, actor, why=MAY_KEEP)
    complaint = locked(DataComplaint.objects.for_page(), pk=complaint.pk)
    if complaint.acknowledged_on:
        raise StaleState(f"{complaint} was acknowledged on {uk_date(complaint.acknowledged_on)} already.")
    _require_past(acknowledged_on=acknowledged_on)
    _require_order(complaint.received_on, acknowledged_on=acknowledged_on)
    complaint.acknowledged_on = acknowledged_on
    complaint.save(update_fields=["acknowledged_on"])
    record(actor=actor, verb="data_complaint.acknowledged", target=complaint, acknowledged_on=acknowledged_on)
    return complaint


@transaction.atomic
def answer_complaint(
    *, actor: Person, complaint: DataComplaint, closed_on: datetime.date, outcome: ComplaintOutcome, outcome_words: str
) -> DataComplaint:
    """What came of it. It is acknowledged first."""
    require(keeps_registers, actor, why=MAY_KEEP)
    complaint = locked(DataComplaint.objects.for_page(), pk=complaint.pk)
    if complaint.closed_on:
        raise StaleState(f"{complaint} was answered on {uk_date(complaint.closed_on)} already.")
    if complaint.acknowledged_on is None:
        raise ValidationError("Note first when it was acknowledged.")
    _require_given(outcome_words="Say what was answered.", given={"outcome_words": outcome_words})
    _require_past(closed_on=closed_on)
    _require_order(complaint.received_on, closed_on=closed_on)
    complaint.closed_on, complaint.outcome, complaint.outcome_words = closed_on, outcome, outcome_words.strip()
    complaint.save(update_fields=["closed_on", "outcome", "outcome_words"])
    record(actor=actor, verb="data_complaint.answered", target=complaint, outcome=str(outcome), closed_on=closed_on)
    return complaint


def _require_open(request: SubjectRequest) -> None:
    if not request.is_open:
        raise StaleState(f"{request} was answered on {uk_date(request.answered_on)}. Its entry no longer changes.")


def _require_subject(request: SubjectRequest) -> None:
    """One subject, as it says: the fields of another kind are emptied."""
    if request.about != SubjectKind.CHILD:
        request.case_id = ""
    if request.about != SubjectKind.WORKER:
        request.worker = None
    missing = {}
    if request.about == SubjectKind.CHILD and (why := case_id_refused(request.case_id)):
        missing["case_id"] = why
    if request.about == SubjectKind.WORKER and request.worker is None:
        missing["worker"] = "Choose the member of staff."
    if missing:
        raise ValidationError(missing)


def _require_dates(request: SubjectRequest) -> None:
    _require_past(**{name: getattr(request, name) for name in (*DATES, "received_on") if name.endswith("_on")})
    wrong = {}
    for first, second in (
        ("identity_asked_on", "identity_received_on"),
        ("clarification_asked_on", "clarification_received_on"),
        ("received_on", "identity_asked_on"),
        ("received_on", "clarification_asked_on"),
        ("received_on", "extended_on"),
    ):
        earlier, later = getattr(request, first), getattr(request, second)
        if later and (earlier is None or later < earlier):
            wrong[second] = "This day is before what comes first. Check both." if earlier else "Say first when it was asked for."
    if request.clarification_asked_on and not request.clarification_about:
        wrong["clarification_about"] = "Say what was asked: only a question about what information is sought stops the clock."
    wrong |= _wrong_extension(request)
    if wrong:
        raise ValidationError(wrong)


def _wrong_extension(request: SubjectRequest) -> dict[str, str]:
    if request.extended_on is None:
        return {}
    if not request.extended_because.strip():
        return {"extended_because": "Say why it takes longer: it is complex, or there are several requests."}
    due = request.extension_due
    if due and request.extended_on > due:
        return {
            "extended_on": f"The person had to hear of it by {uk_date(due)}. It cannot be extended any more: answer as soon as you can."
        }
    return {}


def _require_given(*, given: dict[str, str], **says: str) -> None:
    missing = {name: sentence for name, sentence in says.items() if not given[name].strip()}
    if missing:
        raise ValidationError(missing)


def _require_past(**days: datetime.date | None) -> None:
    late = {name: "The day must be today or in the past." for name, day in days.items() if day and day > today()}
    if late:
        raise ValidationError(late)


def _require_order(received: datetime.date, **days: datetime.date) -> None:
    early = {name: f"It was received on {uk_date(received)}. Check the day." for name, day in days.items() if day < received}
    if early:
        raise ValidationError(early)
