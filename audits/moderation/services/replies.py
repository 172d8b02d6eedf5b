"""The auditor says whether they agree with the moderated grades. It is kept beside them, and opens nothing again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import AuditState
from audits.models import Audit, AuditorReply
from audits.moderation.queries.replies import reply_to, version_of
from audits.permissions import can_reply_to_moderation
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.notices.services import notify


@transaction.atomic
def reply_to_moderation(*, actor: Person, audit: Audit, agrees: bool, words: str = "", kept: str = "") -> AuditorReply:
    """Say once, each time that the audit is moderated, whether its auditor agrees; an auditor who does not says why.

    `kept` is why words that look like an identity may stand. The moderator is notified, and of a disagreement every QA lead too.
    """
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_reply_to_moderation, actor, audit)
    if refused := why_not_reply(audit):
        raise StaleState(refused)
    if not agrees and not words.strip():
        raise ValidationError({"words": "Say with which grade you do not agree, and why."})
    looked = check_for_identities({"words": words}, audience=Audience.STAFF, kept=kept)
    reply = AuditorReply.objects.create(
        audit=audit, version=version_of(audit), person=actor, agrees=agrees, words=words.strip(), said_on=today()
    )
    record(actor=actor, verb="audit.auditor_replied", target=audit, agrees=agrees)
    looked.keep(actor, audit)
    _notify(reply)
    return reply


def why_not_reply(audit: Audit) -> str:
    """Why its auditor says nothing of the grades, in a sentence; empty where they may."""
    if audit.imported or audit.state != AuditState.MODERATED:
        return f"{audit} has no moderated grades: it is {audit.get_state_display().lower()}."
    if said := reply_to(audit):
        return f"{said} since {uk_date(said.said_on)}. It is said once."
    return ""


def _notify(reply: AuditorReply) -> None:
    audit = reply.audit
    people = {audit.moderator} if reply.agrees else {audit.moderator, *Person.objects.active().with_role(Role.QA_LEAD)}
    says = "agrees" if reply.agrees else "does not agree"
    words = f"{audit.cycle}. The agreed grades stand; read on its page what the auditor says."
    for person in people - {None, reply.person}:
        assert person
        key = f"audit.auditor_replied:{audit.number}.{reply.version}"
        subject = f"{reply.person} {says} with the moderation of audit {audit.number}"
        notify(person=person, key=key, subject=subject, words=words, path=audit.get_absolute_url())
