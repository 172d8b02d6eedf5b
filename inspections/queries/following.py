"""What comes after our latest graded inspection."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch

from inspections.calculations.following import ComesNext, FollowingRule, GradesGiven, comes_next
from inspections.enums import GRADED_KINDS, FollowedBy, InspectionKind
from inspections.models import Inspection, InspectionFramework, JudgementGiven


@dataclass(frozen=True)
class FollowsFrom:
    """The inspection, the edition whose rule is asked, and what follows; None where the grades that decide are not recorded."""

    inspection: Inspection
    framework: InspectionFramework
    rule: FollowingRule
    next: ComesNext | None


def what_follows(on: datetime.date) -> FollowsFrom | None:
    """From the latest graded inspection, by the edition that holds on the day; None before any was recorded. Four queries."""
    given = Prefetch("given", JudgementGiven.objects.select_related("judgement"))
    graded = Inspection.objects.filter(kind__in=GRADED_KINDS, last_day__lte=on).select_related("framework").prefetch_related(given)
    latest = graded.first()
    if latest is None:
        return None
    framework = InspectionFramework.objects.filter(first_day__lte=on).first() or latest.framework
    rule = rule_of(framework)
    grades = grades_of(latest)
    if rule.followed_by == FollowedBy.LEADERS_AND_PRACTICE and not latest.given.all():
        grades = GradesGiven(latest.overall, "", ())
    since = Inspection.objects.filter(first_day__gt=latest.last_day, first_day__lte=on)
    visits = dict[str, list[datetime.date]]()
    for kind, day in since.order_by("first_day").values_list("kind", "last_day"):
        visits.setdefault(kind, []).append(day)
    monitoring = visits.get(InspectionKind.MONITORING, [])
    found = comes_next(
        grades,
        rule,
        latest.last_day,
        visits=len(visits.get(InspectionKind.FOCUSED, [])),
        last_monitoring=monitoring[-1] if monitoring else None,
    )
    return FollowsFrom(latest, framework, rule, found)


def rule_of(framework: InspectionFramework) -> FollowingRule:
    return FollowingRule(
        FollowedBy(framework.followed_by),
        framework.practice_needed,
        framework.months_between,
        framework.visits_before_short,
        framework.visits_before_standard,
        framework.monitoring_months,
    )


def grades_of(inspection: Inspection) -> GradesGiven:
    """Of those that are recorded: the grade for leaders, and the others."""
    given = list(inspection.given.all())
    leaders = next((each.grade for each in given if each.judgement.of_leaders), "")
    return GradesGiven(inspection.overall, leaders, [each.grade for each in given if not each.judgement.of_leaders])
