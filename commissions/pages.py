"""What the pages of commissioned work say: what waits for somebody, what is late, the summary of one and its history."""

import datetime
from typing import Any

from django.urls import reverse

from actions.models import Action
from audits.optional_url import optional_url
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.chasing.owed import Owed, OwedQuestion
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.council.working_days import due_in_words
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from studies.models import Study

from .models import Commission, report_code
from .queries import REMINDED, late_to_answer

# The name of the list in the address of the page of reminders.
COMMISSIONS = "commissions"
_SHORT = 90


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Questions that `person` leads the work on; and, for the QA lead, those that nobody leads."""
    led = Commission.objects.open().filter(lead=person).order_by("due", "number")
    leaderless = Commission.objects.without_lead().order_by("number")
    questions = [WorkQuestion(led, lambda: map(_to_answer, led))]
    return [*questions, WorkQuestion(leaderless, lambda: map(_to_name_lead, leaderless))] if is_lead(person) else questions


def _to_answer(commission: Commission) -> WorkItem:
    return WorkItem(
        what=f"Answer: {shortened(commission.question)}",
        why=f"You lead it; {asked_words(commission)}",
        url=commission.get_absolute_url(),
        due=commission.due,
        email_text=f"Answer {commission.short_name.lower()}",
        first_due=commission.first_due if commission.first_due != commission.due else None,
    )


def _to_name_lead(commission: Commission) -> WorkItem:
    what = f"Name who leads {commission.short_name.lower()}"
    url = reverse("commissions:change", args=[commission.number])
    return WorkItem(what=what, why=f"Nobody leads it; {asked_words(commission)}", url=url, due=commission.due, email_text=what)


def owed_in_commissions(actor: Person, on: datetime.date) -> OwedQuestion:
    """Overdue answers that `actor` may remind their leads of."""
    late = late_to_answer(actor, on)
    return OwedQuestion(lambda: [_owed(each, each.lead) for each in late if each.lead], [late])


def _owed(commission: Commission, lead: Person) -> Owed:
    # Without the question, which somebody typed: it goes out by mail.
    what = f"Answer {commission.short_name.lower()}"

    def said_to(manager: Person) -> str:
        return what if Commission.objects.visible_to(manager).filter(pk=commission.pk).exists() else ""

    return Owed(lead, f"commission:{commission.pk}", what, commission.due, commission, REMINDED, frozenset({COMMISSIONS}), said_to)


def shortened(question: str) -> str:
    """A question for one line, cut after a word."""
    return question if len(question) <= _SHORT else f"{question[:_SHORT].rpartition(' ')[0]}…"


def asked_words(commission: Commission) -> str:
    """“asked by the Improvement Board on 5 September 2023”."""
    who = commission.get_asked_by_display()
    return f"asked by {'somebody else' if who == 'Somebody else' else f'the {who[0].upper()}{who[1:]}'} on {uk_date(commission.asked_on)}"


def commission_summary(commission: Commission, on: datetime.date) -> list[dict[str, Any]]:
    """Rows of the summary; those with nothing to say are left out, but for its lead."""
    due = f"{uk_date(commission.due)}, {due_in_words(commission.due, on)}" if commission.is_open else uk_date(commission.due)
    first = f" (first {uk_date(commission.first_due)})" if commission.first_due != commission.due else ""
    rows: list[dict[str, Any]] = [
        {"key": "Asked by", "value": commission.get_asked_by_display()},
        {"key": "Meeting or occasion", "value": commission.occasion},
        {"key": "Asked on", "value": uk_date(commission.asked_on)},
        _report_row("Came from the report on", commission.came_from, commission.from_first, commission.from_last),
        {"key": "Led by", "value": commission.lead or "Nobody yet"},
        {"key": "Due", "value": f"{due}{first}"},
        {"key": "Begun on", "value": uk_date(commission.started_on) if commission.started_on else ""},
        {"key": _closed_key(commission), "value": uk_date(commission.closed_on) if commission.closed_on else ""},
        _report_row("Given in the report on", commission.told_in, commission.told_first, commission.told_last),
        {"key": "Released to the Board on", "value": uk_date(commission.released_on) if commission.released_on else "Not released"},
        {"key": "Added by", "value": f"{commission.added_by}, {uk_date(commission.added_on)}"},
    ]
    return [row for row in rows if row["value"]]


def _closed_key(commission: Commission) -> str:
    return f"{commission.get_state_display()} on"


def _report_row(key: str, period: str, first: datetime.date | None, last: datetime.date | None) -> dict[str, Any]:
    row: dict[str, Any] = {"key": key, "value": period}
    url = optional_url("reports:report", report_code(first, last)) if first and last else ""
    return row | ({"href": url, "change": "Open"} if period and url else {})


def actions_table(commission: Commission, person: Person) -> Table:
    """Linked actions that the reader may see."""
    seen = Action.objects.visible_to(person).filter(commissions=commission).select_related("owner").order_by("number")
    rows: list[AnyRow] = [
        [Cell(f"{each.number}: {each.what}", href=each.get_absolute_url()), Cell(each.get_state_display(), CellKind.STATE), each.due]
        for each in seen
    ]
    columns = [Column("Action", names_row=True), Column("State"), Column("Due", nowrap=True)]
    return Table("Actions that came of it", columns, rows, empty="No action is linked.")


def studies_table(commission: Commission, person: Person) -> Table:
    """The dip samples that answer it; their pages are for people who may see them."""
    seen = set(Study.objects.visible_to(person).order_by().values_list("pk", flat=True))
    rows: list[AnyRow] = [
        [
            Cell(str(each), href=each.get_absolute_url() if each.pk in seen else ""),
            Cell(each.get_state_display(), CellKind.STATE),
            each.read,
        ]
        for each in commission.studies.with_progress().order_by("pk")
    ]
    columns = [Column("Dip sample", names_row=True), Column("State"), Column("Records read", numeric=True)]
    return Table("Dip samples that answer it", columns, rows, empty="No dip sample is linked.")


def history_of(commission: Commission) -> list[dict[str, Any]]:
    """What happened, newest first."""
    return timeline(Entry.objects.of(commission).writes())
