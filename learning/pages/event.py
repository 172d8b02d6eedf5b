"""The page of an event: its facts, who came in counts, what they thought of it, what happened."""

from collections.abc import Iterable, Sequence
from typing import Any

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.council.clock import today
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.statistics.shares import rounded_percentage
from learning.enums import Attendance, EvaluationReply, EventKind, InvitationReply
from learning.models import Invitation, LearningEvent
from learning.permissions import can_run
from learning.queries.people import EvaluationAnswers, InvitedPeople
from observations.models import ObservationPlan
from observations.permissions import can_see_plans
from studies.models import Study

CONFIRMED = "Answers are shown from five people on."


def event_summary(event: LearningEvent, people: InvitedPeople) -> list[dict[str, Any]]:
    """Rows of the summary; those with nothing to say are left out."""
    rows: list[dict[str, Any]] = [
        {"key": "When", "value": event.days},
        {"key": "Place", "value": event.place},
        {"key": "Organised by", "value": event.organiser},
        {"key": "Led by, from outside", "value": "; ".join(map(str, event.facilitators.all()))},
        {"key": "Domains that it should move", "value": ", ".join(each.name for each in event.domains.all())},
        {"key": "Indicators that it should move", "value": ", ".join(each.shown_label for each in event.indicators.all())},
        {"key": "Why it was cancelled", "value": event.cancelled_because},
        {"key": "Invited", "value": _invited(event, people)},
        {"key": "Came", "value": _came(event, people)},
    ]
    return [row for row in rows if row["value"]]


def _invited(event: LearningEvent, people: InvitedPeople) -> str:
    if not people.invited:
        return ""
    if event.is_held:
        return str(people.invited)
    cannot, silent = people.replies.get(InvitationReply.CANNOT, 0), people.replies.get(InvitationReply.NONE, 0)
    return f"{people.invited}: {people.coming} come, {cannot} cannot, {silent} without a reply"


def _came(event: LearningEvent, people: InvitedPeople) -> str:
    if not event.is_held or not people.invited:
        return ""
    still = f"; of {people.unknown} it is not recorded yet" if people.unknown else ""
    return f"{people.came} of {people.invited}{still}"


def invited_table(invitations: Iterable[Invitation]) -> Table:
    """For the person who organises it: by name, what each answered and whether they came."""
    rows: list[AnyRow] = [
        [str(each.person), str(each.team or each.person.team or ""), each.get_reply_display(), each.get_attendance_display()]
        for each in invitations
    ]
    columns = [Column("Person", names_row=True), Column("Team"), Column("Reply"), Column("Attendance")]
    return Table("People who are invited", columns, rows, empty="Nobody is invited yet.", key="invited", paged=True)


def evaluation_table(answers: Sequence[EvaluationAnswers]) -> Table:
    """Counts by question; words where they are not shown."""
    columns = [
        Column("Question", names_row=True),
        *(Column(label, numeric=True) for label in EvaluationReply.labels),
        Column("Agree, %", numeric=True),
    ]
    rows: list[AnyRow] = []
    for each in answers:
        if each.counts is None:
            rows.append([each.question.text, *(["not shown"] * (len(EvaluationReply) + 1))])
        else:
            numbers = [each.counts[reply] for reply in EvaluationReply.values]
            rows.append([each.question.text, *numbers, rounded_percentage(numbers[0], each.total)])
    return Table("What people who came thought of it", columns, rows)


def evaluation_note(event: LearningEvent, person: Person) -> str:
    if can_run(person, event):
        return f"Who answered what is not kept. {CONFIRMED}"
    return f"Who answered what is not kept. {CONFIRMED} An answer that fewer than five gave is not shown here."


def studies_table(event: LearningEvent, person: Person) -> Table:
    """The dip samples before and after it; their pages are for people who may see them."""
    seen = set(Study.objects.visible_to(person).order_by().values_list("pk", flat=True))
    rows: list[AnyRow] = [
        [
            Cell(str(each), href=each.get_absolute_url() if each.pk in seen else ""),
            Cell(each.get_state_display(), CellKind.STATE),
            each.read,
        ]
        for each in event.studies.with_progress().order_by("pk")
    ]
    columns = [Column("Dip sample", names_row=True), Column("State"), Column("Records read", numeric=True)]
    return Table("Dip samples before and after", columns, rows)


def rounds_table(event: LearningEvent, person: Person) -> Table:
    """Rounds of observations in the days of a practice week, for people whose work holds observations."""
    columns = [Column("Round of observations", names_row=True), Column("Expected", numeric=True), Column("Recorded", numeric=True)]
    if event.kind != EventKind.PRACTICE_WEEK or not can_see_plans(person):
        return Table("Practice observed in these days", columns, [])
    found = ObservationPlan.objects.filter(first_day__lte=event.last_day, last_day__gte=event.first_day).with_counts()
    rows: list[AnyRow] = [[Cell(str(each), href=each.get_absolute_url()), each.expected, each.recorded] for each in found]
    return Table("Practice observed in these days", columns, rows)


def what_next(event: LearningEvent, people: InvitedPeople, may_run: bool) -> str:
    """One sentence on what comes next; empty where nothing does."""
    on = today()
    if event.is_cancelled:
        return "It was cancelled. Plan another where it is still needed."
    if event.is_planned and event.first_day > on:
        return "Invite the people who should come." if may_run and not people.invited and event.is_training else ""
    if event.is_planned:
        return "Record who came, or that it was held." if may_run else ""
    if event.kind in (EventKind.TRAINING, EventKind.PRACTICE_WEEK) and not event.domains.exists() and may_run:
        return "Say which domains it should move, so that its page of what changed can compare them."
    return ""


def history_of(event: LearningEvent) -> list[dict[str, Any]]:
    """What happened to it, newest first: not who came, nor who answered."""
    return timeline(Entry.objects.of(event).writes().exclude(verb__in=UNSAID))


UNSAID = ("learning.replied", "learning.evaluated", "learning.attendance", "learning.uninvited", "learning.reminded")


def open_acts(event: LearningEvent, person: Person) -> dict[str, Any]:
    """What `person` can do with it now."""
    runs, begun = can_run(person, event), event.first_day <= today()
    return {
        "may_run": runs,
        "may_change": runs and not event.is_cancelled,
        "may_invite": runs and not event.is_cancelled,
        "may_record": runs and begun and not event.is_cancelled,
        "may_hold": runs and begun and event.is_planned,
        "may_cancel": runs and event.is_planned,
        "may_take_back": runs and event.is_held and not event.invitations.exclude(attendance=Attendance.UNKNOWN).exists(),
    }
