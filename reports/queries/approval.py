"""Who may approve a report: nobody who opened it or ever wrote, or changed, a text that it shows. The trail tells, so that a later
change of roles or of owners does not help.
"""

import datetime
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.names import folded
from performance.enums import Series
from performance.models import Commentary
from performance.queries import latest_half_year, scorecard_months
from reports.models import Report

APPROVERS = {Role.DIRECTOR: "director", Role.HEAD_OF_SERVICE: "head of service", Role.QA_LEAD: "QA lead"}
_WRITTEN = ("report.opened", "report.section_written", "report.findings_saved")
_COMMENTED = ("commentary.written", "commentary.saved", "commentary.taken_back")


def writers_of(report: Report) -> list[Person]:
    """Whoever opened the report or wrote in it, by name."""
    actors = Entry.objects.of(report).filter(verb__in=_WRITTEN).order_by().values("actor")
    return list(Person.objects.filter(pk__in=actors))


def commentators_of(report: Report) -> list[Person]:
    """Whoever wrote or changed a comment or an action that the report shows beside a figure, by name."""
    shown = [pk for pk, *_ in _comments_shown(report)]
    kind = ContentType.objects.get_for_model(Commentary)
    entries = Entry.objects.filter(target_type=kind, target_id__in=[str(pk) for pk in shown], verb__in=_COMMENTED)
    return list(Person.objects.filter(pk__in=entries.order_by().values("actor")))


def _comments_shown(report: Report) -> Iterator[tuple[int, str, str]]:
    scorecard = next((month for month in scorecard_months() if month <= report.last_month), None)
    for series, month in ((Series.SCORECARD, scorecard), (Series.HALF_YEARS, latest_half_year(report.last_month))):
        if month is not None:
            rows = Commentary.objects.filter(indicator__series=series, month=month).values_list(
                "pk", "published_comment", "published_action"
            )
            yield from (row for row in rows if row[1] or row[2])


def has_part_in(person: Person, report: Report) -> bool:
    return person in [*writers_of(report), *commentators_of(report)]


def approvers_of(report: Report, on: datetime.date) -> list[Person]:
    """Those who may approve it and are there, directors first."""
    out = {person.pk for person in [*writers_of(report), *commentators_of(report)]}
    people = Person.objects.active().filter(role_rows__role__in=APPROVERS, email__isnull=False).exclude(pk__in=out).distinct()
    found = [each for each in people.prefetch_related("role_rows", "absences") if not each.is_away(on) and may_read(each, report)]
    return sorted(found, key=lambda each: (list(APPROVERS).index(_office(each)), folded(each.name)))


def may_read(person: Person, report: Report) -> bool:
    return Report.objects.visible_to(person).filter(pk=report.pk).exists()


def _office(person: Person) -> Role:
    return next(role for role in APPROVERS if person.has_role(role))


def named(person: Person) -> str:
    """“Dilys Kaur (director)”."""
    return f"{person} ({APPROVERS[_office(person)]})"
