"""What auditors say of the moderated grades."""

from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from audits.enums import AuditState
from audits.models import Audit, AuditorReply
from foundation.accounts.models import Person


def version_of(audit: Audit) -> int:
    """Which version of the audit is the one that is read now."""
    return audit.versions.count() + 1


def reply_to(audit: Audit, version: int | None = None) -> AuditorReply | None:
    """What the auditor said of the grades that stand, or of those of an earlier version."""
    said = audit.auditor_replies.select_related("person")
    return said.filter(version=version or version_of(audit)).first()


def may_still_reply(audit: Audit, person: Person) -> bool:
    return audit.auditor_id == person.pk and audit.state == AuditState.MODERATED and not audit.imported and reply_to(audit) is None


@dataclass(frozen=True)
class Replies:
    """Of so many moderated audits, how many auditors agree and do not, and the replies of the latter."""

    moderated: int
    agree: int
    disagreeing: tuple[AuditorReply, ...]

    @property
    def silent(self) -> int:
        return self.moderated - self.agree - len(self.disagreeing)


def replies_to(audits: QuerySet) -> Replies:
    """Of the moderated ones among these audits, a subquery of numbers; what was said of an earlier version is left out."""
    moderated = Audit.objects.filter(pk__in=audits, state=AuditState.MODERATED, imported=False)
    said = AuditorReply.objects.filter(audit__in=moderated.order_by().values("pk")).select_related("audit", "person")
    said = said.annotate(kept=Count("audit__versions")).filter(version=F("kept") + 1)
    replies = list(said.order_by("audit"))
    return Replies(moderated.count(), sum(reply.agrees for reply in replies), tuple(reply for reply in replies if not reply.agrees))
