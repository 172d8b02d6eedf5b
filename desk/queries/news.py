"""Who is notified by mail, and which of the things noted for them they may still open: posts change hands in between."""

import datetime
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.urls import Resolver404, ResolverMatch, resolve

from actions.models import Action
from actions.queries.escalation import counted_for
from audits.models import Audit, CalibrationRound, Exemption, FactualCheck, Reflection, ReflectiveConversation, RiskFlag
from commissions.models import Commission
from foundation.accounts.models import Person
from foundation.accounts.querysets import PersonQuerySet, line_of
from foundation.council.clock import today
from foundation.notices.models import Notice
from learning.models import LearningEvent
from observations.models import Observation
from oversight.models import CheckAndChallenge
from publications.models import Publication
from reports.models import Report
from studies.models import Study
from voices.models import VoiceRecord

Seen = Callable[[Person, dict[str, object]], QuerySet]


def _reflections(person: Person, given: dict[str, object]) -> QuerySet:
    """The one that was sent, or the audit on which they may still write theirs."""
    sent = Reflection.objects.visible_to(person).filter(audit=given["number"]).values("audit")
    own = Audit.objects.open_to_reflection_of(person).values("pk")
    return Audit.objects.filter(pk__in=sent) | Audit.objects.filter(pk__in=own, pk=given["number"])


# By an address's name, else by its room: what the person must be able to see to open it. The rest is open to everyone notified.
GATES: dict[str, Seen] = {
    "audits:risk": lambda person, given: RiskFlag.objects.visible_to(person).filter(pk=given["pk"]),
    "audits:conversation": lambda person, given: ReflectiveConversation.objects.visible_to(person).filter(audit=given["number"]),
    "audits:respond": lambda person, given: Audit.objects.with_grades_visible_to(person).filter(
        line_of(person), response__isnull=False, pk=given["number"]
    ),
    "audits:reflection": _reflections,
    "audits:factual-check": lambda person, given: FactualCheck.objects.visible_to(person).filter(audit=given["number"]),
    "audits:feedback": lambda person, given: Audit.objects.visible_to(person).finished().filter(pk=given["number"]),
    "audits:calibration-round": lambda person, given: CalibrationRound.objects.visible_to(person).filter(pk=given["pk"]),
    "audits:exemption": lambda person, given: Exemption.objects.visible_to(person).filter(pk=given["pk"]),
    # What was notified as a count.
    "actions:list": lambda person, given: Action.objects.filter(pk__in=[action.pk for action in counted_for(person, today())]),
    "actions": lambda person, given: Action.objects.visible_to(person).filter(pk=given["number"]),
    "audits": lambda person, given: Audit.objects.visible_to(person).filter(pk=given["number"]),
    "observations": lambda person, given: Observation.objects.opened_by(person).filter(pk=given["number"]),
    "voices": lambda person, given: VoiceRecord.objects.visible_to(person).filter(pk=given["number"]),
    "studies": lambda person, given: Study.objects.visible_to(person).filter(pk=given["number"]),
    "learning": lambda person, given: LearningEvent.objects.visible_to(person).filter(pk=given["number"]),
    "commissions": lambda person, given: Commission.objects.visible_to(person).filter(pk=given["number"]),
    "publications:consent": lambda person, given: Publication.objects.visible_to(person).filter(consent__worker=person, pk=given["number"]),
    "publications": lambda person, given: Publication.objects.visible_to(person).filter(pk=given["number"]),
    "oversight:meeting": lambda person, given: CheckAndChallenge.objects.visible_to(person).filter(pk=given["number"]),
    "reports": lambda person, given: Report.objects.visible_to(person).filter(pk__in=[each.pk for each in _reports(given)]),
}


def _reports(given: dict[str, object]) -> list[Report]:
    return [report for report in Report.objects.all() if report.code == given["code"]]


def still_open_to(person: Person, notices: Iterable[Notice]) -> list[Notice]:
    """Those whose page opens for `person` today."""
    return [notice for notice in notices if _opens(person, notice.path)]


def _opens(person: Person, path: str) -> bool:
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return False
    gate = _gate_of(found)
    return gate is None or gate(person, found.kwargs).exists()


def _gate_of(found: ResolverMatch) -> Seen | None:
    if gate := GATES.get(found.view_name):
        return gate
    names_one = {"number", "code"} & set(found.kwargs)
    return GATES.get(found.namespace) if names_one and not (found.namespace == "audits" and "code" in found.kwargs) else None


def people_to_notify(on: datetime.date) -> PersonQuerySet:
    """Everyone who can be mailed and is there on that day: people away are not chased, their notices are kept."""
    there = Person.objects.active().filter(is_system=False, email__isnull=False)
    away = Person.objects.away_on(on).values("pk")
    return there.exclude(pk__in=away).prefetch_related("role_rows")
