"""Strengths of finished audits whose worker can be asked."""

from django.db.models import Exists, OuterRef, QuerySet

from audits.enums import FINISHED_STATES, FindingKind
from audits.models import Audit, Finding, RestrictedRecord
from foundation.accounts.models import Person
from publications.models import ExampleConsent

# So many of the newest are offered.
OFFERED = 200


def strengths_to_propose(person: Person) -> QuerySet[Finding]:
    """Of audits that the reader may see, the newest first, none of a restricted record; each is proposed once."""
    proposed = ExampleConsent.objects.filter(finding=OuterRef("pk"))
    audits = Audit.objects.visible_to(person).filter(state__in=FINISHED_STATES, allocated_worker__in=Person.objects.notifiable())
    audits = audits.exclude(case_key__in=RestrictedRecord.objects.keys_in_force())
    found = Finding.objects.filter(kind=FindingKind.STRENGTH, audit__in=audits.order_by().values("pk")).exclude(Exists(proposed))
    return found.select_related("audit__cycle", "domain").order_by("-audit__cycle__month", "-pk")
