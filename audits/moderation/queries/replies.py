"""What auditors say of the moderated grades."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from audits.enums import AuditKind, AuditState, CountedBy, CountedState
from audits.models import Audit, AuditorReply, AuditVersion
from audits.queries.counted import CountOfAudits, audits_counted
from foundation.accounts.models import Person
from foundation.lookups.read_together import read_together


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
    """Of so many moderated audits, how many auditors agree with the grades that stand, and how many do not."""

    moderated: int
    agree: int
    disagree: int

    @property
    def silent(self) -> int:
        return self.moderated - self.agree - self.disagree


def replies_to(cycles: Collection[int], counted: Iterable[CountOfAudits] | None = None, beside: Sequence[QuerySet] = ()) -> Replies:
    """Of the audits of these months; what was said of an earlier version is left out, and so are past audits from a spreadsheet. The lists
    `beside` are read by the same query.

    `counted` are their counts by kind, where they are known already.
    """
    kinds = audits_counted((CountedBy.KIND,), cycles) if counted is None else counted
    moderated = sum(
        audits
        for by, _, kind, state, audits in kinds
        if by == CountedBy.KIND and kind != AuditKind.PAST and state == CountedState.MODERATED
    )
    said = replies_that_stand(cycles).order_by().values_list("agrees").annotate(Count("pk"))
    read_together(said, *beside)
    numbers = dict(said)
    return Replies(moderated, numbers.get(True, 0), numbers.get(False, 0))


def replies_that_stand(cycles: Collection[int]) -> QuerySet[AuditorReply]:
    """What auditors said of the grades as they are now, the oldest audit first."""
    later = AuditVersion.objects.filter(audit=OuterRef("audit"), number__gte=OuterRef("version"))
    said = AuditorReply.objects.filter(~Exists(later), audit__cycle__in=cycles, audit__state=AuditState.MODERATED, audit__imported=False)
    return said.order_by("audit")
