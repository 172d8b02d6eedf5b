"""Leads hear of every power that is asked for or given, and people of a new address of theirs at the old one too.

By the timetable, from the requests themselves: whatever page or command gave a power, it is notified.
"""

from django.db import transaction
from django.urls import reverse

from foundation.accounts.enums import Power, Role
from foundation.accounts.models import Person, PowerRequest
from foundation.activity.locking import all_locked
from foundation.council.clock import today
from foundation.jobs.services import enqueue
from foundation.notices import letters
from foundation.notices.enums import MessageKind
from foundation.notices.models import Message

from .notifications import notify


@transaction.atomic
def notify_of_powers() -> None:
    for request in all_locked(PowerRequest.objects.filter(told_of_asking=False)):
        if request.agreed is None:
            _tell(request, "asked", f"Confirm for {request.person}: {request.in_words}", f"{request.asked_by} asks.")
            _tell_old_address(request, "asked for")
        request.told_of_asking = True
        request.save(update_fields=["told_of_asking"])
    for request in all_locked(PowerRequest.objects.filter(told_of_answer=False).exclude(agreed=None)):
        _tell_of_answer(request)
        request.told_of_answer = True
        request.save(update_fields=["told_of_answer"])


def _tell_of_answer(request: PowerRequest) -> None:
    came_to = "given" if request.agreed else "refused"
    by = f"{request.answered_by} confirmed it." if request.answered_by else "There was no second person who could confirm it."
    words = f"{request.asked_by} asked. {by if request.agreed else f'{request.answered_by} refused it.'}"
    _tell(request, came_to, f"{request.person}, {came_to}: {request.in_words}", words)
    if request.agreed:
        _tell_old_address(request, "set")
    if request.agreed and request.role == Role.QA_LEAD:
        _tell_first_lead(request.person)


def _tell(request: PowerRequest, stage: str, subject: str, words: str) -> None:
    leads = Person.objects.active().with_role(Role.QA_LEAD)
    # Of what is asked those hear who may answer it; of the answer also who asked and whose it is.
    told = {*leads, *([] if stage == "asked" else [request.asked_by, request.person])}
    for person in sorted(told, key=lambda each: each.pk):
        if not person.is_system:
            notify(person=person, key=f"power.{stage}:{request.pk}", subject=subject, words=words, path=request.get_absolute_url())


def _tell_first_lead(lead: Person) -> None:
    """What was given before there was a second person."""
    alone = PowerRequest.objects.filter(agreed=True, answered_by=None, asked_by__is_system=False).exclude(what=Power.EMAIL).count()
    if alone:
        path = reverse("accounts:powers")
        notify(person=lead, key="power.alone", subject=f"{alone} powers were given without a second person: look at them", path=path)


def _tell_old_address(request: PowerRequest, what: str) -> None:
    """At once, since a person who changes an address could take the account over."""
    if request.what != Power.EMAIL or not request.email_before:
        return
    subject = f"Another e-mail address was {what} for you"
    words = f"{request.asked_by} {'asked' if what == 'asked for' else 'saw to it'}. If this surprises you, ring the QA lead at once."
    for address in dict.fromkeys([request.email_before, request.email]):
        link = letters.full_address(request.get_absolute_url())
        letter = letters.write("address_changed", subject, person=request.person, words=words, link=link)
        Message.objects.create(
            person=request.person, address=address, kind=MessageKind.AT_ONCE, day=today(),
            message_id=letters.message_id(f"address-{request.pk}-{what.split()[0]}-{address.replace('@', '-at-')}"),
            subject=letter.subject, text=letter.text, html=letter.html,
        )  # fmt: skip
    enqueue(kind="notices.send", actor=None)
