"""Days on which somebody's readings of records were unusual.

The rule, which the page and the how-to repeat. A reading is one answer with an audit or an action in it; a record is counted once.

* Out of remit: opened by break-glass. Nothing else opens what is not in somebody's remit: each request is asked of who they are at that
  moment, so that what somebody read before their role or service changed was theirs then.
* Out of remit, and refused: asked for by its address and answered as if it were not there. Not what they read on the same day: of such a
  record only a page was not there.
* An interest: an audit of a child, team or worker in whom the reader has declared an interest that has not ended.
* Out of hours: at a weekend or bank holiday, before work begins or after it ends.
* Many in an hour: more records within one hour of the clock than the rules say.
* Many in a day: more records than the rules say, and, for a person who read on at least five days of the four weeks before, more than so
  many times their own middle day of these.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.timezone import localtime

from actions.models import Action
from audits.models import Audit, Interest
from desk.enums import UnusualReading
from desk.models import LookAtReading, ReadingRules
from foundation.accounts.models import Person
from foundation.activity.models import Access
from foundation.council.working_days import is_working_day
from foundation.statistics import median_of

BY_BREAK_GLASS = "audits:opened"
# So far back is what somebody usually reads in a day, from at least so many days.
USUAL_OF, FEWEST_DAYS = datetime.timedelta(days=28), 5


@dataclass(frozen=True)
class UnusualDay:
    """`count` records; `usual` is the middle of the person's own days before, None where they read on too few."""

    reader: Person
    day: datetime.date
    kind: UnusualReading
    count: int
    usual: float | None = None
    look: LookAtReading | None = None


Record = tuple[int, str]
# The key of a case ID, a team, a worker.
About = tuple[str, int | None, int | None]
Reading = tuple[int, datetime.date, datetime.datetime, Record, str]


def unusual_days(first: datetime.date, last: datetime.date, rules: ReadingRules) -> list[UnusualDay]:
    """Of the council's days from `first` to `last`, the newest first; on one day by name. As many queries for one person as for fifty."""
    found = _found(first, last, rules)
    readers = Person.objects.in_bulk({reader for reader, _, _ in found})
    looks = {(each.reader_id, each.day, each.kind): each for each in LookAtReading.objects.filter(day__gte=first, day__lte=last)}
    days = [
        UnusualDay(readers[reader], day, kind, count, usual, looks.get((reader, day, kind.value)))
        for (reader, day, kind), (count, usual) in found.items()
    ]
    return sorted(days, key=lambda each: (-each.day.toordinal(), str(each.reader), each.kind))


Found = dict[tuple[int, datetime.date, UnusualReading], tuple[int, float | None]]


def _found(first: datetime.date, last: datetime.date, rules: ReadingRules) -> Found:
    readings = readings_of(first, last)
    sets: dict[tuple[int, datetime.date, UnusualReading], set[Record]] = defaultdict(set)
    hours: dict[tuple[int, datetime.date], dict[int, set[Record]]] = defaultdict(lambda: defaultdict(set))
    days: dict[tuple[int, datetime.date], set[Record]] = defaultdict(set)
    interests = _with_interest(readings)
    for reader, day, at, record, address in readings:
        hour = localtime(at).hour
        hours[reader, day][hour].add(record)
        days[reader, day].add(record)
        if address == BY_BREAK_GLASS:
            sets[reader, day, UnusualReading.BREAK_GLASS].add(record)
        if (reader, record) in interests:
            sets[reader, day, UnusualReading.INTEREST].add(record)
        if is_out_of_hours(day, hour, rules):
            sets[reader, day, UnusualReading.OUT_OF_HOURS].add(record)
    for reader, day, record in refused_of(first, last, days):
        sets[reader, day, UnusualReading.REFUSED].add(record)
    found: Found = {key: (len(records), None) for key, records in sets.items()}
    for (reader, day), by_hour in hours.items():
        if (most := max(map(len, by_hour.values()))) > rules.most_in_an_hour:
            found[reader, day, UnusualReading.MANY_IN_AN_HOUR] = (most, None)
    many = {key: len(records) for key, records in days.items() if len(records) > rules.most_in_a_day}
    return found | _unusually_many(many, first, rules)


def is_out_of_hours(day: datetime.date, hour: int, rules: ReadingRules) -> bool:
    return not is_working_day(day) or not rules.opens <= hour < rules.closes


def _unusually_many(many: Mapping[tuple[int, datetime.date], int], first: datetime.date, rules: ReadingRules) -> Found:
    usual = _usual_counts({reader for reader, _ in many}, first)
    found: Found = {}
    for (reader, day), count in many.items():
        before = [records for each, records in usual[reader].items() if day - USUAL_OF <= each < day]
        middle = median_of(before) if len(before) >= FEWEST_DAYS else None
        if middle is None or count > rules.times_usual * middle:
            found[reader, day, UnusualReading.MANY_IN_A_DAY] = (count, middle)
    return found


def _usual_counts(readers: Iterable[int], first: datetime.date) -> dict[int, dict[datetime.date, int]]:
    """Of each reader: how many records on each day on which they read any."""
    rows = Access.objects.filter(_of_records(), actor__in=list(readers), day__gte=first - USUAL_OF).readings().order_by()
    counts = rows.values_list("actor", "day").annotate(records=Count("target_id", distinct=True))
    usual: dict[int, dict[datetime.date, int]] = defaultdict(dict)
    for reader, day, records in counts:
        usual[reader][day] = records
    return usual


def readings_of(first: datetime.date, last: datetime.date, reader: Person | None = None) -> list[Reading]:
    rows = Access.objects.readings().select_related(None).filter(_of_records(), day__gte=first, day__lte=last, actor__isnull=False)
    if reader is not None:
        rows = rows.filter(actor=reader)
    listed = rows.order_by("at").values_list("actor", "day", "at", "target_type", "target_id", "address")
    return [(actor, day, at, (kind, target), address) for actor, day, at, kind, target, address in listed]


def refused_of(
    first: datetime.date, last: datetime.date, read: Mapping[tuple[int, datetime.date], set[Record]]
) -> list[tuple[int, datetime.date, Record]]:
    """Records that there are, which somebody asked for and did not read that day; what is not there is nobody's."""
    rows = Access.objects.denied().select_related(None).filter(_of_records(), day__gte=first, day__lte=last, facts__status=404)
    listed = rows.filter(actor__isnull=False).order_by("at").values_list("actor", "day", "target_type", "target_id")
    asked = [(actor, day, (kind, target)) for actor, day, kind, target in listed if (kind, target) not in read.get((actor, day), ())]
    there: set[Record] = set()
    for model in (Audit, Action):
        kind = ContentType.objects.get_for_model(model).pk
        numbers = {int(target) for _, _, (of, target) in asked if of == kind and target.isdigit()}
        there |= {(kind, str(pk)) for pk in model._default_manager.filter(pk__in=numbers).order_by().values_list("pk", flat=True)}
    return [each for each in asked if each[2] in there]


def _of_records() -> Q:
    return Q(target_type__in=ContentType.objects.get_for_models(Audit, Action).values()) & ~Q(target_id="")


def _with_interest(readings: Iterable[Reading]) -> set[tuple[int, Record]]:
    """Which of the readers have declared an interest in which of the audits that they read."""
    kind = ContentType.objects.get_for_model(Audit).pk
    interests = _interests_of({reader for reader, *_ in readings})
    pairs = {(reader, record) for reader, _, _, record, _ in readings if record[0] == kind and reader in interests}
    audits = _about({record for _, record in pairs})
    return {(reader, record) for reader, record in pairs if any(_meets(each, audits.get(record)) for each in interests[reader])}


def _interests_of(readers: Iterable[int]) -> dict[int, list[About]]:
    found: dict[int, list[About]] = defaultdict(list)
    standing = Interest.objects.standing().filter(person__in=readers).order_by()
    for person, case, team, worker in standing.values_list("person", "case_key", "team", "worker"):
        found[person].append((case, team, worker))
    return found


def _about(records: Iterable[Record]) -> dict[Record, About]:
    numbers = {int(number): (kind, number) for kind, number in records if number.isdigit()}
    rows = Audit.objects.filter(pk__in=numbers).order_by().values_list("pk", "case_key", "team", "allocated_worker")
    return {numbers[pk]: (case, team, worker) for pk, case, team, worker in rows}


def _meets(interest: About, about: About | None) -> bool:
    return about is not None and any(own and own == other for own, other in zip(interest, about, strict=True))
