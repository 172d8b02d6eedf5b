"""Who may approve a report: nobody who opened it or ever wrote, or changed, a text that it shows. The trail tells, so that a later
change of roles or of owners does not help.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from audits.models import Cycle
from commissions.models import Commission
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.queries import people_by_key
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.names import folded
from performance.enums import Series
from performance.models import Commentary
from performance.queries import months_with_figures
from reports.models import Report
from voices.models import VoiceRecord

# Who is asked first stands first.
APPROVERS = (Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.QA_LEAD)
SECTION_WRITTEN = "report.section_written"
_WRITTEN = ("report.opened", "report.correction_opened", SECTION_WRITTEN, "report.findings_saved", "report.sections_arranged")
_COMMENTED = ("commentary.written", "commentary.saved", "commentary.taken_back")
_STATUSED = ("commentary.status_set", "commentary.status_taken_back")
_ANSWERED = ("commission.answered", "commission.corrected", "commission.withdrawn")
_QUOTED = ("voice.quote_chosen",)
_PLANNED = ("cycle.planned", "cycle.changed")
# Words of a month's plan that stand in the report as they were written.
_PLAN_WORDS = ("theme", "cohort", "shortfall_reason")


def writers_of(report: Report) -> list[Person]:
    """The people who opened the report or wrote in it, by name; a correction has the words of the editions before it too."""
    return _who(_written(report))


def commentators_of(report: Report) -> list[Person]:
    """The people who wrote or changed a comment or an action that the report shows beside a figure, by name."""
    return _who(_commented(report))


def people_with_a_part(report: Report) -> list[Person]:
    """The people who opened the report, or wrote or set anything that it shows, by name."""
    return _who(*_parts(report))


def has_part_in(person: Person, report: Report) -> bool:
    """Also who chose what the report quotes: QA leads, of whom few could approve, so that the page does not ask for them."""
    quoted = _entries(VoiceRecord.objects.of_months(report.first_month, report.last_month).quotable(), _QUOTED)
    return person.pk in _actors(*_parts(report), quoted)


def _parts(report: Report) -> list[QuerySet[Entry]]:
    statused = _entries(shown_beside_figures(report).exclude(status=None), _STATUSED)
    return [_written(report), _planned(report), _commented(report), statused, _answered(report), *_carried(report)]


def _written(report: Report) -> QuerySet[Entry]:
    return _in_editions(report).filter(verb__in=_WRITTEN)


def _in_editions(report: Report) -> QuerySet[Entry]:
    editions = [report] if report.edition == 1 else Report.objects.editions_of(report).filter(edition__lte=report.edition)
    return Entry.objects.of_several(editions)


def _carried(report: Report) -> list[QuerySet[Entry]]:
    """What was written in earlier reports of the sections that were carried forward into this one, as far back as they were."""
    found: list[QuerySet[Entry]] = []
    carried = _in_editions(report).filter(verb=SECTION_WRITTEN, facts__has_key="carried_from")
    sources = set(carried.order_by().values_list("facts__section", "facts__carried_from"))
    for code in {source for _, source in sources}:
        keys = {key for key, source in sources if source == code}
        earlier = next((each for each in Report.objects.approved().filter(first_month__lt=report.first_month) if each.code == code), None)
        if earlier:
            found += [_in_editions(earlier).filter(verb=SECTION_WRITTEN, facts__section__in=keys), *_carried(earlier)]
    return found


def _planned(report: Report) -> QuerySet[Entry]:
    """What the report prints of its months' plans: theme, cohort, why fewer were audited. `_wrote_words` says which of them count."""
    return _entries(Cycle.objects.in_period(report.first_month, report.last_month), _PLANNED)


def _commented(report: Report) -> QuerySet[Entry]:
    return _entries(shown_beside_figures(report).exclude(published_comment="", published_action=""), _COMMENTED)


def _answered(report: Report) -> QuerySet[Entry]:
    """Answers to questions that the report gives, or why they were withdrawn."""
    given = Commission.objects.given_in_report(report.first_month, report.last_month, today())
    return _entries(given.exclude(closed_on=None), _ANSWERED)


def _entries(rows: QuerySet[Any], verbs: Sequence[str]) -> QuerySet[Entry]:
    """What the trail has of these rows."""
    kind = ContentType.objects.get_for_model(rows.model)
    keys = rows.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return Entry.objects.filter(target_type=kind, target_id__in=keys, verb__in=verbs)


def _who(*entries: QuerySet[Entry]) -> list[Person]:
    """The people in these, by name."""
    return sorted(people_by_key(_actors(*entries)).values(), key=lambda person: (folded(person.name), person.pk))


def _actors(*entries: QuerySet[Entry]) -> set[int | None]:
    first, *others = (each.order_by().values_list("actor", "verb", "facts") for each in entries)
    return {actor for actor, verb, facts in first.union(*others, all=True) if verb not in _PLANNED or _wrote_words(facts)}


def _wrote_words(facts: dict[str, Any]) -> bool:
    """A plan's facts are the words; a change's stand under *before* and *after*."""
    given = facts.get("after", facts)
    return any(name in facts.get("before", {}) or given.get(name) for name in _PLAN_WORDS)


def shown_beside_figures(report: Report) -> QuerySet[Commentary]:
    """Of the latest figures up to the report's last month."""
    shown = Q(pk=None)
    for series in (Series.SCORECARD, Series.HALF_YEARS):
        shown |= Q(indicator__series=series, month=Subquery(months_with_figures(series).filter(month__lte=report.last_month)[:1]))
    return Commentary.objects.filter(shown)


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
