"""How many days an audit took from one point of its way to another, worked out in the database."""

from collections.abc import Mapping

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from audits.enums import AuditState, Part, TimeSpan
from audits.models import Allocation, FeedbackLetter, SampledRecord
from audits.querysets import AuditQuerySet
from foundation.council.days_between import DaysBetween

_AUDIT = {"audit": OuterRef("pk")}
_GIVEN = Subquery(Allocation.objects.filter(**_AUDIT, part=Part.AUDITOR, after__isnull=False).order_by("pk").values("made_on")[:1])
# A record that was added by hand has no sample: it was chosen when it was first given to an auditor.
_SAMPLED = Coalesce(Subquery(SampledRecord.objects.filter(**_AUDIT).values("sample__applied_on")[:1]), _GIVEN)
_LETTER = Subquery(FeedbackLetter.objects.filter(**_AUDIT, sent_on__isnull=False).order_by("sent_on", "pk").values("sent_on")[:1])
_SPANS: Mapping[TimeSpan, tuple[Combinable, Combinable, Q]] = {
    TimeSpan.SAMPLE_TO_FEEDBACK: (_LETTER, _SAMPLED, Q()),
    TimeSpan.GIVEN_TO_SUBMITTED: (F("submitted_on"), _GIVEN, Q()),
    TimeSpan.SUBMITTED_TO_MODERATED: (F("finished_on"), F("submitted_on"), Q(state=AuditState.MODERATED)),
}


def with_days(audits: AuditQuerySet, span: TimeSpan) -> AuditQuerySet:
    """Of submitted `audits` those that have come to the end of the `span`, each with its `days`; none from a spreadsheet of past audits."""
    end, start, reached = _SPANS[span]
    submitted = audits.submitted().filter(reached, imported=False)
    return submitted.annotate(days=DaysBetween(end, start)).filter(days__isnull=False)
