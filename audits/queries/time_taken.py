"""How many days an audit took from one point of its way to another, as it is kept of each that is counted."""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from audits.calculations.counted_work import DAYS_FIELDS
from audits.enums import Part, TimeSpan
from audits.models import Allocation, FeedbackLetter, SampledRecord
from audits.querysets import AuditQuerySet

_AUDIT = {"audit": OuterRef("pk")}
GIVEN_ON = Subquery(Allocation.objects.filter(**_AUDIT, part=Part.AUDITOR, after__isnull=False).order_by("pk").values("made_on")[:1])
# A record that was added by hand has no sample: it was chosen when it was first given to an auditor.
SAMPLED_ON = Coalesce(Subquery(SampledRecord.objects.filter(**_AUDIT).values("sample__applied_on")[:1]), GIVEN_ON)
LETTER_ON = Subquery(FeedbackLetter.objects.filter(**_AUDIT, sent_on__isnull=False).order_by("sent_on", "pk").values("sent_on")[:1])


def with_days(audits: AuditQuerySet, span: TimeSpan) -> AuditQuerySet:
    """Of `audits` those that have come to the end of the `span`, each with its `days`; none from a spreadsheet of past audits."""
    name = f"work__{DAYS_FIELDS[span]}"
    return audits.filter(**{f"{name}__isnull": False}).annotate(days=F(name))
