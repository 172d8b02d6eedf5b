"""When somebody was last reminded of something, and which manager hears of it."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from foundation.accounts.models import Person
from foundation.accounts.queries import manages
from foundation.accounts.querysets import PersonQuerySet
from foundation.council.working_days import working_days_between

from .enums import ManagerChoice, ReminderWay
from .models import ChasingRules, RemindedThing, Reminder
from .owed import Owed

_ABOVE = ("line_manager", "team__manager", "team__service__manager", "team__service__head")


@dataclass(frozen=True)
class LastReminder:
    """The latest reminder of one thing to one person; `times` they were reminded of it; the `manager` who was notified of it last."""

    day: datetime.date
    by: Person
    way: ReminderWay
    times: int
    manager: Person | None = None


Reminded = dict[tuple[int, str], LastReminder]


def with_line(people: PersonQuerySet) -> PersonQuerySet:
    """With their managers, and everybody's dates away."""
    return people.select_related(*_ABOVE).prefetch_related("absences", *(f"{above}__absences" for above in _ABOVE))


def last_reminders(keys: Collection[str]) -> Reminded:
    """By person and key of what they owe."""
    if not keys:
        return {}
    found: Reminded = {}
    rows = RemindedThing.objects.filter(key__in=keys).select_related("reminder__sent_by", "manager").order_by("pk")
    for row in rows:
        at = row.reminder.person_id, row.key
        before = found.get(at)
        times = (before.times if before else 0) + (row.reminder.way != ReminderWay.MANAGER)
        manager = row.manager or (before.manager if before else None)
        found[at] = LastReminder(row.reminder.day, row.reminder.sent_by, ReminderWay(row.reminder.way), times, manager)
    return found


def reminders_of(day: datetime.date) -> QuerySet[Reminder]:
    return Reminder.objects.filter(day=day).select_related("sent_by")


def reminded_on(day: datetime.date) -> dict[int, Reminder]:
    """By person, their reminder of that day."""
    return {row.person_id: row for row in reminders_of(day)}


def manager_of(person: Person, rules: ChasingRules, on: datetime.date) -> Person | None:
    """The nearest of the line who is there and can be notified, from where the rules begin; never the person themself."""
    team = person.team
    service = team.service if team else None
    line = [] if rules.manager == ManagerChoice.SERVICE else [person.line_manager, team.manager if team else None]
    above = [*line, *((service.manager, service.head) if service else ())]
    if rules.manager == ManagerChoice.NOBODY:
        return None
    return next((each for each in above if each and each != person and each.is_there(on)), None)


def is_due_for_manager(owed: Owed, rules: ChasingRules, times: int, on: datetime.date) -> bool:
    """Reminded, or late, as often as the rules say; `times` counts the reminder that is being written."""
    late = working_days_between(owed.due, on)
    return bool((rules.after_reminders and times >= rules.after_reminders) or (rules.after_days and late >= rules.after_days))


def owed_by_person(owed: Iterable[Owed]) -> dict[int, list[Owed]]:
    """By person, what they owe, latest first."""
    found: dict[int, list[Owed]] = {}
    for each in sorted(owed, key=lambda each: (each.due, each.what)):
        found.setdefault(each.person.pk, []).append(each)
    return found


@dataclass(frozen=True)
class ManagerNews:
    """What the rules say of one thing that is owed: who is notified, in which words; nobody where the words are empty."""

    manager: Person
    words: str


def managers_news(
    actor: Person, person: Person, owed: Iterable[Owed], rules: ChasingRules, last: Reminded, on: datetime.date
) -> dict[str, ManagerNews]:
    """By key, what a reminder by `actor` would have a manager notified of: each thing once, and nothing that they may not know."""
    manager = manager_of(person, rules, on)
    if manager is None or manager == actor:
        return {}
    found: dict[str, ManagerNews] = {}
    for each in owed:
        before = last.get((person.pk, each.key))
        times = (before.times if before else 0) + (not person.is_away(on))
        is_new = before is None or before.manager != manager
        if is_new and is_due_for_manager(each, rules, times, on) and (words := each.said_to(manager)):
            found[each.key] = ManagerNews(manager, words)
    return found


def is_named_to(manager: Person, person: Person) -> bool:
    """Above team managers lateness is by team, and names those alone who report to the reader."""
    return manager.pk in (person.line_manager_id, person.team.manager_id if person.team else None)


def notified_to(manager: Person, since: datetime.date) -> list[RemindedThing]:
    """What `manager` was notified of since that day, newest first, of people in whose line they still stand."""
    people = Prefetch("reminder__person", Person.objects.select_related("team"))
    rows: QuerySet[RemindedThing] = RemindedThing.objects.filter(manager=manager, reminder__day__gte=since)
    found = list(rows.select_related("reminder__sent_by").prefetch_related(people).order_by("-pk"))
    still = {person for person in {row.reminder.person for row in found} if manages(manager, worker=person, team=person.team)}
    return [row for row in found if row.reminder.person in still]


def copied_by(person: Person, day: datetime.date) -> QuerySet[Reminder]:
    """The reminders of that day whose words `person` sends another way."""
    return Reminder.objects.filter(sent_by=person, day=day, way=ReminderWay.COPIED).select_related("person")
