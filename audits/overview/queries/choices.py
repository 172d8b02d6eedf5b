"""What a list of audits can be narrowed to: the months, teams, cohorts and auditors of the audits that somebody may see."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from audits.calculations.counted import OVERALL
from audits.enums import WRITTEN_STATES, CountedBy
from audits.models import Audit, Cycle, GradeCount
from audits.permissions import reads_every_audit
from audits.querysets import AuditQuerySet
from foundation.accounts.models import Person, Team
from foundation.lookups.read_together import read_together

# Each by its key and name.
Named = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class AuditChoices:
    months: Sequence[datetime.date]
    teams: Named
    cohorts: Sequence[str]
    auditors: Named


def audit_choices(person: Person) -> AuditChoices:
    """Of the audits that `person` may see; in one query.

    Who may read every audit is answered from each month, team and person that has one, and by the counts: looking at all audits for what
    is different among them would take as long as there are many.
    """
    plain = Audit.objects.visible_to(person).order_by()
    months, teams, auditors, *cohorts = _asked_of_all(plain) if reads_every_audit(person) else _asked_of_these(plain)
    read_together(months, teams, auditors, *cohorts)
    return AuditChoices(list(months), list(teams), [*{name for names in cohorts for name in names if name}], list(auditors))


def _asked_of_all(audits: AuditQuerySet) -> list[QuerySet]:
    def having(field: str) -> Exists:
        return Exists(audits.filter(**{field: OuterRef("pk")}))

    return [
        Cycle.objects.filter(having("cycle")).order_by().values_list("month", flat=True).distinct(),
        Team.objects.filter(having("team")).order_by().values_list("pk", "name"),
        Person.objects.filter(having("auditor")).order_by().values_list("pk", "name"),
        # What has not been submitted is in no count.
        GradeCount.objects.filter(by=CountedBy.COHORT, domain=OVERALL).order_by().values_list("value", flat=True).distinct(),
        Audit.objects.filter(state__in=WRITTEN_STATES).order_by().values_list("cohort", flat=True).distinct(),
    ]


def _asked_of_these(audits: AuditQuerySet) -> list[QuerySet]:
    return [
        audits.values_list("cycle__month", flat=True).distinct(),
        audits.exclude(team=None).values_list("team", "team__name").distinct(),
        audits.exclude(auditor=None).values_list("auditor", "auditor__name").distinct(),
        audits.values_list("cohort", flat=True).distinct(),
    ]
