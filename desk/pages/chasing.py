"""Who is late, in every room that one person may chase: on My work, and on the page of reminders."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from actions.pages.late import TRACKER, owed_in_actions
from audits.lateness.pages import owed_in_audits, place_of_month
from audits.models import Audit, Cycle
from commissions.pages import COMMISSIONS, owed_in_commissions
from foundation.accounts.models import Person
from foundation.chasing.letters import subject_of, words_of
from foundation.chasing.models import ChasingRules, Reminder
from foundation.chasing.owed import Owed, OwedQuestion
from foundation.chasing.pages import reminded_words
from foundation.chasing.permissions import can_chase
from foundation.chasing.queries import (
    ManagerNews,
    Reminded,
    last_reminders,
    managers_news,
    owed_by_person,
    reminded_on,
    reminders_of,
    with_line,
)
from foundation.council.clock import today
from foundation.council.work import WorkItem, WorkQuestion
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date
from foundation.lookups.read_together import read_together
from foundation.names import folded
from learning.pages.work import INVITATIONS, owed_in_learning
from observations.pages.late import OBSERVATIONS_PLACE, owed_in_observations
from oversight.pages.work import DECISIONS, owed_in_oversight
from performance.pages.late import owed_in_comments, place_of_comments
from performance.queries import latest_month
from publications.pages.late import PUBLICATIONS, owed_in_publications
from reports.models import Report
from reports.pages.late import owed_in_reports, place_of_report
from voices.pages.work import VOICES, owed_in_voices

MOST_NAMED = 3
# So much is read for one line of My work, which thousands of late things would hold up.
READ_FOR_A_LINE = 60


def owed_to(actor: Person, at_most: int | None = None) -> list[Owed]:
    """All that others are late with and `actor` may chase; none where they chase nobody. Of audits and of actions at most so many."""
    rooms = _rooms(actor, today(), at_most)
    read_together(*(rows for room in rooms for rows in room.reads))
    return [each for room in rooms for each in room.owed()]


def _rooms(actor: Person, on: datetime.date, at_most: int | None = None) -> list[OwedQuestion]:
    if not can_chase(actor):
        return []
    others = (owed_in_comments, owed_in_reports, owed_in_commissions, owed_in_observations, owed_in_oversight, owed_in_learning)
    many = [owed_in_audits(actor, on, at_most), owed_in_actions(actor, on, at_most)]
    return [*many, *(of_room(actor, on) for of_room in (*others, owed_in_voices, owed_in_publications))]


@dataclass(frozen=True)
class ChasePlace:
    """A page from which people are chased: its name in the address, what it is called, where it is, and the places that it covers."""

    code: str = ""
    name: str = ""
    url: str = ""
    covers: frozenset[str] = frozenset()


EVERYWHERE = ChasePlace()


def place_of(code: str, actor: Person) -> ChasePlace:
    """The page of that name, where `actor` may see it; else everything that they may chase."""
    kind, _, rest = code.partition("-")
    found = _FINDERS[kind](rest, actor) if kind in _FINDERS else None
    return ChasePlace(code, *found) if found else EVERYWHERE


_Found = tuple[str, str, frozenset[str]] | None


def _month(rest: str, actor: Person) -> _Found:
    cycle = next((each for each in Cycle.objects.all() if each.code == rest), None)
    return (str(cycle), cycle.get_absolute_url(), frozenset({place_of_month(cycle)})) if cycle else None


def _audit(rest: str, actor: Person) -> _Found:
    numbered = re.fullmatch(r"[0-9]{1,9}", rest)
    audit = Audit.objects.visible_to(actor).filter(number=int(rest)).first() if numbered else None
    return (str(audit), audit.get_absolute_url(), frozenset({f"audit-{audit.number}"})) if audit else None


def _tracker(rest: str, actor: Person) -> _Found:
    return "Actions", f"{reverse('actions:list')}?timing=overdue", frozenset({TRACKER})


def _commissions(rest: str, actor: Person) -> _Found:
    return "Commissioned work", f"{reverse('commissions:list')}?stage=overdue", frozenset({COMMISSIONS})


def _observations(rest: str, actor: Person) -> _Found:
    return "Observations", f"{reverse('observations:list')}?state=planned", frozenset({OBSERVATIONS_PLACE})


def _invitations(rest: str, actor: Person) -> _Found:
    return "Calendar of learning", reverse("learning:calendar"), frozenset({INVITATIONS})


def _voices(rest: str, actor: Person) -> _Found:
    return "Voices", f"{reverse('voices:list')}?stage=overdue", frozenset({VOICES})


def _publications(rest: str, actor: Person) -> _Found:
    return "Practice library", reverse("publications:list"), frozenset({PUBLICATIONS})


def _decisions(rest: str, actor: Person) -> _Found:
    return "Check and challenge", reverse("oversight:meetings"), frozenset({DECISIONS})


def _comments(rest: str, actor: Person) -> _Found:
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", rest):
        return None
    return "Comments", reverse("performance:collect", args=[rest]), frozenset({f"comments-{rest}"})


def _report(rest: str, actor: Person) -> _Found:
    """What a report waits for: its approval, the comments on its figures, answers to questions, and its months' audits."""
    report = next((each for each in Report.objects.visible_to(actor).drafts() if each.code == rest), None)
    if report is None:
        return None
    newest = latest_month()
    covers = {place_of_report(report), COMMISSIONS, *([place_of_comments(min(newest, report.last_month))] if newest else [])}
    cycles = Cycle.objects.filter(month__gte=report.first_month, month__lte=report.last_month)
    return str(report), report.get_absolute_url(), frozenset(covers | {place_of_month(cycle) for cycle in cycles})


_FINDERS = {
    "month": _month,
    "audit": _audit,
    TRACKER: _tracker,
    COMMISSIONS: _commissions,
    INVITATIONS: _invitations,
    VOICES: _voices,
    OBSERVATIONS_PLACE: _observations,
    DECISIONS: _decisions,
    PUBLICATIONS: _publications,
    "comments": _comments,
    "report": _report,
}


@dataclass(frozen=True)
class LateToChase:
    """One late person: what they owe, whether they can be reminded now or why not, and who else is notified."""

    person: Person
    owed: Sequence[Owed]
    lines: Sequence[str]
    reminded: Reminder | None
    away_until: datetime.date | None
    managers: dict[str, ManagerNews]

    @property
    def is_free(self) -> bool:
        return not self.why_not

    @property
    def can_be_chosen(self) -> bool:
        """Of somebody away their manager can be notified, where the rules say so."""
        return self.is_free or (self.reminded is None and bool(self.managers))

    @property
    def why_not(self) -> str:
        if self.reminded:
            return f"Reminded today by {self.reminded.sent_by}"
        if self.away_until:
            return f"Away until {uk_date(self.away_until)}"
        return "" if self.person.can_be_notified else "Has no e-mail address here"

    @property
    def manager_words(self) -> str:
        """“Tara Quinn is notified too”; of somebody away, instead."""
        if not (names := sorted({news.manager.name for news in self.managers.values()}, key=folded)):
            return ""
        return f"{' and '.join(names)} is notified {'too' if self.is_free else 'instead'}"

    @property
    def label(self) -> str:
        return f"{self.person}: {_count(self.owed)}" + (f". {self.why_not}: not reminded" if self.why_not else "")

    @property
    def standing(self) -> str:
        """Of somebody who is not reminded: “Grace Adeyemi: away until 8 September 2023. Do audit 161, 9 working days late”."""
        return f"{self.person}: {self.why_not[:1].lower()}{self.why_not[1:]}. {'; '.join(self.lines)}"

    @property
    def hint(self) -> str:
        return ". ".join(filter(None, ["; ".join(self.lines), self.manager_words]))

    @property
    def subject(self) -> str:
        return subject_of(self.owed)

    def words(self, introduction: str) -> str:
        return words_of(self.owed, introduction, today())


def late_to_chase(actor: Person, owed: Iterable[Owed], covers: frozenset[str] = frozenset()) -> list[LateToChase]:
    """Everybody who owes something, of the places that are given only, by name; each with all that they owe, since it is one mail a day."""
    on, by_person = today(), owed_by_person(owed)
    wanted = [pk for pk, found in by_person.items() if not covers or any(each.places & covers for each in found)]
    people = sorted(with_line(Person.objects.filter(pk__in=wanted)), key=lambda person: folded(person.name))
    last = last_reminders([each.key for pk in wanted for each in by_person[pk]])
    done, rules = reminded_on(on), ChasingRules.current()
    return [
        LateToChase(
            person=person,
            owed=by_person[person.pk],
            lines=[_line(each, last, on) for each in by_person[person.pk]],
            reminded=done.get(person.pk),
            away_until=person.away_until(on),
            managers=managers_news(actor, person, by_person[person.pk], rules, last, on),
        )
        for person in people
    ]


def _line(owed: Owed, last: Reminded, on: datetime.date) -> str:
    """With when they were reminded of it before today: that they were today is said of the person."""
    before = last.get((owed.person.pk, owed.key))
    reminded = reminded_words(before) if before and before.day != on else ""
    return f"{owed.what}, {due_in_words(owed.due, on)}" + (f" ({reminded})" if reminded else "")


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """One line for all late people who can be reminded now. Their lateness is not this person's, so it waits for them."""
    rooms = _rooms(person, on, READ_FOR_A_LINE)
    reminders = reminders_of(on)
    lists = [reminders, *(rows for room in rooms for rows in room.reads)]
    return [WorkQuestion(None, lambda: _to_chase([each for room in rooms for each in room.owed()], reminders, on), lists)] if rooms else []


def _to_chase(owed: Sequence[Owed], reminders: Iterable[Reminder], on: datetime.date) -> list[WorkItem]:
    by_person = owed_by_person(owed)
    if not by_person:
        return []
    people = sorted({each.person for each in owed}, key=lambda each: folded(each.name))
    done = {each.person_id for each in reminders}
    free = [each for each in people if each.pk not in done and each.is_there(on)]
    if not free:
        return []
    # There may be more than was read: then nobody is counted.
    return [_to_remind_many(owed) if len(owed) >= READ_FOR_A_LINE // 2 else _to_remind(free, by_person)]


def _to_remind_many(owed: Sequence[Owed]) -> WorkItem:
    earliest = min(each.due for each in owed)
    return WorkItem("Remind people who are late", "Many things are late", reverse("desk:remind"), earliest, waiting=True)


def _to_remind(people: Sequence[Person], by_person: Mapping[int, Sequence[Owed]]) -> WorkItem:
    named = ", ".join(f"{each} ({_count(by_person[each.pk])})" for each in people[:MOST_NAMED])
    more = f" and {len(people) - MOST_NAMED} more" if len(people) > MOST_NAMED else ""
    what = "Remind 1 person who is late" if len(people) == 1 else f"Remind {len(people)} people who are late"
    due = min(owed.due for each in people for owed in by_person[each.pk])
    return WorkItem(what, f"{named}{more}", reverse("desk:remind"), due, waiting=True)


def _count(owed: Sequence[Owed]) -> str:
    return "1 thing late" if len(owed) == 1 else f"{len(owed)} things late"
