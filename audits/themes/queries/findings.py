"""Findings as they are listed and coded: only what somebody may read."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from audits.calculations.counted_work import AUDITS
from audits.enums import FINISHED_STATES, WRITTEN_STATES, AuditState, CountedBy, WorkSubject
from audits.models import Audit, Finding, WorkCount
from audits.permissions import reads_every_audit
from audits.querysets import closed_audits, hidden_audits
from foundation.accounts.models import Person, Service
from foundation.lookups.together import CountOf, answers_together

# Those that were submitted, and are not being written again: each has its day.
_READ = (AuditState.SUBMITTED, *FINISHED_STATES)


def findings_visible_to(person: Person) -> QuerySet[Finding]:
    """Of submitted audits that `person` may read: not those that they moderate blind, nor what an auditor is writing again."""
    if reads_every_audit(person):
        return Finding.objects.exclude(audit__in=_not_read(person))
    audits = Audit.objects.visible_to(person).with_words_visible_to(person).filter(state__in=_READ)
    # Asked of the audit of each finding that is listed: a list of all audits would be made for every page.
    return Finding.objects.filter(Exists(audits.filter(pk=OuterRef("audit")).order_by()))


def count_of_findings(person: Person) -> int:
    """How many `person` may read: of somebody who may read every audit all there are, less those of the few that they may not."""
    if not reads_every_audit(person):
        return findings_visible_to(person).count()
    found = answers_together(every=CountOf(Finding.objects.all()), unread=CountOf(Finding.objects.filter(audit__in=_not_read(person))))
    return found["every"] - found["unread"]


def _not_read(person: Person) -> QuerySet:
    """Of somebody who may read every audit: the few whose findings they may not, listed once however many findings there are.

    Three lists, each from an index: asked of one audit after the other, the database would look at all of them.
    """
    lists = Q(state__in=[*WRITTEN_STATES, AuditState.WITHDRAWN]), Q(pk__in=closed_audits(person)), Q(pk__in=hidden_audits(person))
    unread, *others = (Audit.objects.filter(each).order_by().values("pk") for each in lists)
    return unread.union(*others, all=True)


@dataclass(frozen=True)
class FindingPlaces:
    """The months, cohorts and services that findings are from: services by key and name."""

    months: Collection[datetime.date]
    cohorts: Collection[str]
    services: Collection[tuple[int, str]]


def places_of_findings(person: Person, findings: QuerySet[Finding]) -> FindingPlaces:
    """Of these `findings`, which `person` may read: who may read every audit is answered from the counts."""
    if reads_every_audit(person):
        return _places_counted()
    plain = findings.order_by()
    services = plain.exclude(audit__team__service=None).values_list("audit__team__service", "audit__team__service__name")
    return FindingPlaces(
        set(plain.values_list("audit__cycle__month", flat=True).distinct()),
        set(plain.exclude(audit__cohort="").values_list("audit__cohort", flat=True).distinct()),
        set(services.distinct()),
    )


def _places_counted() -> FindingPlaces:
    counts = WorkCount.objects.filter(subject=WorkSubject.FINDINGS, key=AUDITS, number__gt=0).order_by()
    found = set(counts.filter(by__in=[CountedBy.COHORT, CountedBy.TEAM]).values_list("by", "value", "cycle__month"))
    teams = {int(value) for by, value, _ in found if by == CountedBy.TEAM and value}
    return FindingPlaces(
        {month for _, _, month in found},
        {value for by, value, _ in found if by == CountedBy.COHORT and value},
        set(Service.objects.filter(teams__in=teams).values_list("pk", "name")),
    )


def findings_for_list(person: Person) -> QuerySet[Finding]:
    return findings_visible_to(person).select_related("audit__cycle", "audit__team__service").order_by("-audit_id", "-kind", "pk")
