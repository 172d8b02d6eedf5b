"""The one way in which anybody is reminded of what is late: from a month, the tracker, a report, or My work."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked
from foundation.activity.trail import record
from foundation.chasing.enums import ReminderWay
from foundation.chasing.letters import subject_of, words_of
from foundation.chasing.models import ChasingRules, RemindedThing, Reminder
from foundation.chasing.owed import Owed, OwedTo
from foundation.chasing.permissions import can_chase
from foundation.chasing.queries import ManagerNews, Reminded, last_reminders, managers_news, owed_by_person, reminded_on, with_line
from foundation.council.clock import today
from foundation.guard.queries import found_in, without_colleagues
from foundation.notices.services import notify

LONGEST_INTRODUCTION = 1000
NOBODY_LEFT = "Select at least one person who is late and was not reminded today."


@transaction.atomic
def remind_people(
    *, actor: Person, people: Collection[int], owed_to: OwedTo, introduction: str, way: ReminderWay = ReminderWay.SENT
) -> list[Reminder]:
    """Remind each of these people, by their keys, of everything that is owed, and answer with the reminders.

    What is late is asked again here, so that who has done it in the meantime is left alone; so is who was reminded today, by anybody,
    from any page. Of somebody away the manager alone is notified, where the rules say so. `introduction` begins every mail and is
    refused where it looks as if it said who somebody is.
    """
    require(can_chase, actor)
    introduction = _checked(introduction)
    # Two who remind at once wait here for each other, and the second finds who was reminded by the first.
    chosen = all_locked(with_line(Person.objects.filter(pk__in=people)), no_key=True)
    reminding = _Reminding(actor, today(), way, introduction)
    by_person = owed_by_person(owed_to(actor))
    done = reminded_on(reminding.on)
    late = {person: by_person[person.pk] for person in chosen if person.pk in by_person and person.pk not in done and person != actor}
    last = last_reminders([each.key for owed in late.values() for each in owed])
    made = [reminder for person, owed in late.items() if (reminder := reminding.remind(person, owed, last))]
    if not made:
        raise ValidationError({"people": NOBODY_LEFT})
    _notify_managers(made)
    return made


def _checked(introduction: str) -> str:
    words = introduction.strip()
    if not words:
        raise ValidationError({"introduction": "Say what you ask of them."})
    if len(words) > LONGEST_INTRODUCTION:
        raise ValidationError({"introduction": f"Use {LONGEST_INTRODUCTION:,} characters or fewer."})
    finds = without_colleagues(found_in({"introduction": words}).get("introduction", []))
    if finds:
        said = [f"“{find.text}” looks like {find.kind}, and mails leave the portal. Take it out." for find in finds]
        raise ValidationError({"introduction": said})
    return words


class _Reminding:
    """One act of reminding: who, on which day, how, and with which words before the list."""

    def __init__(self, actor: Person, on: datetime.date, way: ReminderWay, introduction: str):
        self.actor, self.on, self.way, self.introduction = actor, on, way, introduction
        self.rules = ChasingRules.current()

    def remind(self, person: Person, owed: list[Owed], last: Reminded) -> Reminder | None:
        """None where they can neither be reminded nor has a manager to be notified."""
        news = managers_news(self.actor, person, owed, self.rules, last, self.on)
        if not person.is_there(self.on):
            owed = [each for each in owed if each.key in news]
            return self._keep(person, owed, news, ReminderWay.MANAGER) if owed else None
        reminder = self._keep(person, owed, news, self.way)
        if self.way == ReminderWay.SENT:
            key = f"reminder:{reminder.pk}"
            notify(person=person, key=key, subject=reminder.subject, words=reminder.words, path="/", at_once=True)
        return reminder

    def _keep(self, person: Person, owed: list[Owed], news: Mapping[str, ManagerNews], way: ReminderWay) -> Reminder:
        words = {} if way == ReminderWay.MANAGER else self._words(owed)
        reminder = Reminder.objects.create(person=person, sent_by=self.actor, day=self.on, way=way, **words)
        for each in owed:
            told = news.get(each.key)
            manager = told.manager if told else None
            RemindedThing.objects.create(
                reminder=reminder, key=each.key, due=each.due, manager=manager, manager_words=told.words if told else ""
            )
            record(actor=self.actor, verb=each.verb, target=each.target, key=each.key, person=person, way=way, manager=manager)
        return reminder

    def _words(self, owed: list[Owed]) -> dict[str, str]:
        return {"subject": subject_of(owed), "words": words_of(owed, self.introduction, self.on)}


def _notify_managers(reminders: Iterable[Reminder]) -> None:
    """One notice a manager, however many people it is of. Who they are, and with what they are late, is read after signing in."""
    things = RemindedThing.objects.filter(reminder__in=[each.pk for each in reminders], manager__isnull=False).select_related("manager")
    first: dict[Person, int] = {}
    people: dict[Person, set[int]] = {}
    for thing in things.order_by("pk"):
        if thing.manager:
            first.setdefault(thing.manager, thing.pk)
            people.setdefault(thing.manager, set()).add(thing.reminder_id)
    counts = Counter({manager: len(found) for manager, found in people.items()})
    for manager, count in counts.items():
        who = "Somebody in your line is late" if count == 1 else f"{count} people in your line are late"
        notify(
            person=manager,
            key=f"late-people:{first[manager]}",
            subject=who,
            words="They stay late after reminders, or are away. Open it to see with what.",
            path=reverse("chasing:for-managers"),
        )


# How the page or command that shows the outcome words it.
REMINDED_WORDS = {
    ReminderWay.SENT: "Reminded",
    ReminderWay.COPIED: "Noted as reminded",
    ReminderWay.MANAGER: "Their managers notified",
}
