"""What follows an Inadequate: the team responds, and where moderation upholds it, the service manager talks with the practitioner."""

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import Grade, Stage
from audits.models import Audit, AuditRules, ReflectiveConversation, TeamResponse
from audits.permissions import can_record_conversation, can_respond, sees_grades
from audits.responses.queries.responses import managers_to_notify, service_managers_of
from audits.services.counting import count_again
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.queries import TakenPosts
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.notices.services import notify


def ask_for_response(audit: Audit) -> TeamResponse:
    """An Inadequate asks the team for a response, once, and tells its managers at once."""
    due = add_working_days(today(), AuditRules.current().response_days)
    response, is_new = TeamResponse.objects.get_or_create(audit=audit, defaults={"due": due})
    if is_new:
        audit.response = response
        notify_of_inadequate(audit)
    return response


def notify_of_inadequate(audit: Audit) -> None:
    """The team's managers as they are now, each once."""
    posts = TakenPosts(today())

    def words(person: Person) -> str:
        due = posts.due(audit.response.due, person, audit.team)
        return f"{audit.team or audit.cycle}. Read what was found and respond by {uk_date(due)}."

    _tell_managers(audit, "inadequate", f"Audit {audit.number} is graded Inadequate", words, "respond", at_once=True)


def record_outcome_of_inadequate(audit: Audit) -> None:
    """Call it when the agreed grades stand: an Inadequate that stands asks for the conversation, any other asks no more."""
    if audit.judgements.at(Stage.AGREED).overall().filter(grade=Grade.INADEQUATE).exists():
        _uphold(audit)
    elif TeamResponse.objects.filter(audit=audit, not_upheld_on=None).exists():
        TeamResponse.objects.filter(audit=audit).update(not_upheld_on=today())
        ReflectiveConversation.objects.waiting().filter(audit=audit).delete()
        words = "Moderation judged the record better. Nothing more is asked of the team about the grade."
        _tell_managers(audit, f"not_upheld.{today()}", f"Audit {audit.number} is not upheld as Inadequate", lambda _: words, "audit")


def _uphold(audit: Audit) -> None:
    """Also where moderation graded it lower than the auditor did: then the team is asked only now."""
    TeamResponse.objects.filter(audit=audit).update(not_upheld_on=None)
    ask_for_response(audit)
    due = add_working_days(today(), AuditRules.current().conversation_days)
    conversation, is_new = ReflectiveConversation.objects.get_or_create(audit=audit, defaults={"due": due})
    if is_new:
        notify_of_conversation(conversation)


def notify_of_conversation(conversation: ReflectiveConversation) -> None:
    """The person who holds it by the posts as they are now, once."""
    audit, posts = conversation.audit, TakenPosts(today())
    for person in service_managers_of(audit):
        if sees_grades(person, audit):
            due = posts.due(conversation.due, person, audit.team)
            notify(
                person=person,
                key=f"audit.upheld:{audit.pk}",
                subject=f"Audit {audit.number}: hold a reflective conversation",
                words=f"The grade was upheld. Talk with the practitioner by {uk_date(due)} and record what was learned.",
                path=conversation.get_absolute_url(),
            )


def _tell_managers(audit: Audit, what: str, subject: str, words: Callable[[Person], str], page: str, *, at_once: bool = False) -> None:
    for person in managers_to_notify(audit):
        if sees_grades(person, audit):
            path = f"{audit.get_absolute_url()}respond/" if page == "respond" else audit.get_absolute_url()
            notify(person=person, key=f"audit.{what}:{audit.pk}", subject=subject, words=words(person), path=path, at_once=at_once)


@transaction.atomic
def answer_inadequate(*, actor: Person, audit: Audit, text: str) -> TeamResponse:
    """The team's response to an Inadequate."""
    response = locked(TeamResponse.objects.select_related("audit__team__service"), audit=audit)
    require(can_respond, actor, response.audit)
    if response.answered_on:
        raise StaleState(f"{response.answered_by} answered this on {uk_date(response.answered_on)}.")
    if response.not_upheld_on:
        raise StaleState("Moderation judged the record better than Inadequate, so no response is needed.")
    if not text.strip():
        raise ValidationError("Write what the team has done and will do.")
    response.text, response.answered_by, response.answered_on = text.strip(), actor, today()
    response.save()
    count_again([audit.pk])
    record(actor=actor, verb="audit.answered", target=audit)
    return response


@transaction.atomic
def record_conversation(
    *, actor: Person, audit: Audit, held_on: datetime.date, present: str, learned: str, support: str
) -> ReflectiveConversation:
    """What the service manager and the practitioner learned. It is recorded once and enters no figure."""
    conversation = locked(ReflectiveConversation.objects.select_related("audit__team__service", "recorded_by"), audit=audit)
    require(can_record_conversation, actor, conversation.audit)
    if conversation.recorded_on:
        raise StaleState(f"{conversation.recorded_by} recorded this on {uk_date(conversation.recorded_on)}.")
    _require_complete(conversation.audit, held_on, present=present, learned=learned, support=support)
    conversation.held_on, conversation.present = held_on, present.strip()
    conversation.learned, conversation.support = learned.strip(), support.strip()
    conversation.recorded_by, conversation.recorded_on = actor, today()
    conversation.save()
    record(actor=actor, verb="conversation.recorded", target=conversation, audit=audit.number, held_on=held_on)
    return conversation


def _require_complete(audit: Audit, held_on: datetime.date, **words: str) -> None:
    asked = {
        "present": "Say who took part.",
        "learned": "Say what was learned.",
        "support": "Say what support was agreed, or that none was.",
    }
    wrong = {name: asked[name] for name, given in words.items() if not given.strip()}
    if held_on > today():
        wrong["held_on"] = "The conversation must have taken place: its date cannot be in the future."
    elif audit.finished_on and held_on < audit.finished_on:
        wrong["held_on"] = f"The conversation must be on or after {uk_date(audit.finished_on)}, when the grade was upheld."
    if wrong:
        raise ValidationError(wrong)
