"""Who may approve a report: nobody who opened it or ever wrote, or changed, a text that it shows. The trail tells, so that a later
change of roles or of owners does not help.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from audits.models import Cycle
from commissions.models import Commission
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.names import folded
from performance.enums import Series
from performance.models import Commentary
from performance.queries import latest_half_year, scorecard_months
from reports.models import Report
from voices.models import VoiceRecord

# Who is asked first stands first.
APPROVERS = (Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.QA_LEAD)
_WRITTEN = ("report.opened", "report.correction_opened", "report.section_written", "report.findings_saved", "report.sections_arranged")
_COMMENTED = ("commentary.written", "commentary.saved", "commentary.taken_back")
_STATUSED = ("commentary.status_set", "commentary.status_taken_back")
_ANSWERED = ("commission.answered", "commission.corrected", "commission.withdrawn")
_QUOTED = ("voice.quote_chosen",)
_PLANNED = ("cycle.planned", "cycle.changed")
# Words of a month's plan that stand in the report as they were written.
_PLAN_WORDS = ("theme", "cohort", "shortfall_reason")


def writers_of(report: Report) -> list[Person]:
    """The people who opened the report or wrote in it, by name; a correction has the words of the editions before it too."""
    editions = [report] if report.edition == 1 else Report.objects.editions_of(report).filter(edition__lte=report.edition)
    actors = Entry.objects.of_several(editions).filter(verb__in=_WRITTEN).order_by().values("actor")
    return list(Person.objects.filter(pk__in=actors))


def planners_of(report: Report) -> list[Person]:
    """The people who wrote or changed what the report prints of its months' plans: theme, cohort, why fewer were audited."""
    months = Cycle.objects.in_period(report.first_month, report.last_month).values_list("pk", flat=True)
    kind = ContentType.objects.get_for_model(Cycle)
    entries = Entry.objects.filter(target_type=kind, target_id__in=[str(pk) for pk in months], verb__in=_PLANNED).order_by()
    actors = {actor for actor, facts in entries.values_list("actor", "facts") if _wrote_words(facts)}
    return list(Person.objects.filter(pk__in=actors))


def _wrote_words(facts: dict[str, Any]) -> bool:
    """A plan's facts are the words; a change's stand under *before* and *after*."""
    given = facts.get("after", facts)
    return any(name in facts.get("before", {}) or given.get(name) for name in _PLAN_WORDS)


def commentators_of(report: Report) -> list[Person]:
    """The people who wrote or changed a comment or an action that the report shows beside a figure, by name."""
    return _commented(shown_beside_figures(report))


def _commented(shown: QuerySet[Commentary]) -> list[Person]:
    return _whose(shown.exclude(published_comment="", published_action=""), _COMMENTED)


def answered_by(report: Report) -> list[Person]:
    """The people who wrote an answer to a question that the report gives, or why it was withdrawn."""
    given = Commission.objects.given_in_report(report.first_month, report.last_month, today()).exclude(closed_on=None)
    return _whose(given, _ANSWERED)


def _whose(rows: QuerySet[Any], verbs: Sequence[str]) -> list[Person]:
    kind = ContentType.objects.get_for_model(rows.model)
    numbers = [str(pk) for pk in rows.order_by().values_list("pk", flat=True)]
    if not numbers:
        return []
    entries = Entry.objects.filter(target_type=kind, target_id__in=numbers, verb__in=verbs)
    return list(Person.objects.filter(pk__in=entries.order_by().values("actor")))


def shown_beside_figures(report: Report) -> QuerySet[Commentary]:
    scorecard = next((month for month in scorecard_months() if month <= report.last_month), None)
    shown = Q(pk=None)
    for series, month in ((Series.SCORECARD, scorecard), (Series.HALF_YEARS, latest_half_year(report.last_month))):
        if month is not None:
            shown |= Q(indicator__series=series, month=month)
    return Commentary.objects.filter(shown)


def people_with_a_part(report: Report) -> list[Person]:
    """The people who opened the report, or wrote or set anything that it shows."""
    shown = shown_beside_figures(report)
    statused = _whose(shown.exclude(status=None), _STATUSED)
    return [*writers_of(report), *planners_of(report), *_commented(shown), *statused, *answered_by(report)]


def has_part_in(person: Person, report: Report) -> bool:
    return person in people_with_a_part(report) or person in _quoting(report)


def _quoting(report: Report) -> list[Person]:
    """The people who chose what the report quotes: QA leads, of whom few could approve, so that the page does not ask for them."""
    return _whose(VoiceRecord.objects.of_months(report.first_month, report.last_month).quotable(), _QUOTED)


def approvers_of(report: Report, on: datetime.date, with_a_part: Sequence[Person] | None = None) -> list[Person]:
    """The people who may approve it and are not away, directors first. `with_a_part`: what `people_with_a_part` gave already."""
    out = {person.pk for person in (people_with_a_part(report) if with_a_part is None else with_a_part)}
    people = Person.objects.active().filter(role_rows__role__in=APPROVERS, email__isnull=False).exclude(pk__in=out).distinct()
    found = [each for each in people.prefetch_related("role_rows", "absences") if not each.is_away(on) and may_read(each, report)]
    return sorted(found, key=lambda each: (APPROVERS.index(office_of(each)), folded(each.name)))


def may_read(person: Person, report: Report) -> bool:
    return Report.objects.visible_to(person).filter(pk=report.pk).exists()


def office_of(person: Person) -> Role:
    """That by which they may approve."""
    return next(role for role in APPROVERS if person.has_role(role))
