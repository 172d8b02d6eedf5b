"""Interests that people declare, so that they are not given what they should not judge."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.notifications import notify_leads
from audits.calculations import person_in
from audits.models import Audit, Interest
from audits.optional_url import optional_url
from audits.permissions import can_declare_for, can_end_interest
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState

# The words stay with the interest, for the person and the leads who allocate: the trail is read by more people.
ONE_THING = "Say what the interest is in: a child’s record, a team or a worker, one of them."


@transaction.atomic
def declare_interest(
    *, actor: Person, person: Person, words: str, case_id: str = "", team: Team | None = None, worker: Person | None = None
) -> Interest:
    """Keep that `person` should not judge a child's record, a team's or a worker's. Raises ValidationError by field.

    Where they have such a record already the lead is notified: it is a conflict from now on.
    """
    require(can_declare_for, actor, person)
    about: dict[str, Any] = {"case_id": case_id.strip(), "team": team, "worker": worker}
    _require_one_thing(person, about, words)
    # Another who declares the same at the same moment waits, and then learns that it is declared.
    locked(Person.objects.all(), pk=person.pk)
    if person.interests.standing().filter(**about).exists():
        raise ValidationError("This interest is declared already.")
    interest = Interest.objects.create(person=person, words=words.strip(), declared_by=actor, declared_on=today(), **about)
    record(actor=actor, verb="interest.declared", target=interest, person=person)
    for audit in open_audits_of(interest):
        notify_leads(
            key=f"interest.declared:{interest.pk}:{audit.pk}",
            subject=f"{person} declared an interest in audit {audit.pk}",
            words=f"{audit.cycle}. Choose somebody else, or say why it is accepted.",
            path=optional_url("audits:allocate", audit.pk) or "/",
        )
    return interest


def _require_one_thing(person: Person, about: dict[str, Any], words: str) -> None:
    wrong: dict[str, str] = {}
    if sum(bool(each) for each in about.values()) != 1:
        wrong["case_id"] = ONE_THING
    elif looks_like := person_in(about["case_id"]):
        wrong["case_id"] = f"“{about['case_id']}” looks like {looks_like}. Give the pseudonymised case ID."
    if about["worker"] == person:
        wrong["worker"] = "Nobody audits their own work anyway. Choose the other worker."
    if not words.strip():
        wrong["words"] = "Say why, in a few words."
    if wrong:
        raise ValidationError(wrong)


def open_audits_of(interest: Interest) -> list[Audit]:
    """What the person has to judge still, although they have this interest."""
    open_ones = Audit.objects.open_with(interest.person).select_related("cycle", "team", "allocated_worker")
    return [audit for audit in open_ones if Interest.objects.in_record(audit).filter(pk=interest.pk).exists()]


@transaction.atomic
def end_interest(*, actor: Person, interest: Interest) -> Interest:
    """The interest is over; it stays for the record."""
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    require(can_end_interest, actor, interest)
    if interest.ended_on:
        raise StaleState("This interest was ended already.")
    interest.ended_by, interest.ended_on = actor, today()
    interest.save(update_fields=["ended_by", "ended_on"])
    record(actor=actor, verb="interest.ended", target=interest, person=interest.person)
    return interest
