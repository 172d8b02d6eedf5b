"""What pages say of reminders."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse

from foundation.documents import AnyRow, Cell, Column, Table
from foundation.documents.formats import uk_date

from .enums import ReminderWay
from .models import RemindedThing
from .queries import LastReminder, is_named_to

_TIMES = {1: "", 2: ", the second time"}


def reminded_words(last: LastReminder | None) -> str:
    """“Reminded on 28 June 2023 by Leah Brandt, the second time. Tara Quinn notified”; nothing where nobody has chased it."""
    if last is None:
        return ""
    manager = f"{last.manager} notified" if last.manager else ""
    if last.way == ReminderWay.MANAGER:
        return f"Away on {uk_date(last.day)}: {manager}" if manager else ""
    times = _TIMES.get(last.times, f", {last.times} times so far")
    way = ", by copied words" if last.way == ReminderWay.COPIED else ""
    return ". ".join(filter(None, [f"Reminded on {uk_date(last.day)} by {last.by}{way}{times}", manager]))


def remind_url(place: str) -> str:
    """The page of reminders, for what is late in one place. It belongs to a room above, which an installation may lack."""
    try:
        return reverse("desk:remind", query={"of": place})
    except NoReverseMatch:
        return ""


def notified_table(things: Iterable[RemindedThing]) -> Table:
    """What one manager was notified of; above a team's manager people are not named."""
    columns = [Column("Day", nowrap=True), Column("Who", names_row=True), Column("Late with"), Column("By whom")]
    rows: list[AnyRow] = [
        [
            Cell(each.reminder.day, text=uk_date(each.reminder.day)),
            _named(each),
            each.manager_words,
            f"{each.reminder.sent_by}: {each.reminder.get_way_display().lower()}",
        ]
        for each in things
    ]
    empty = "You have not been notified of anybody. It happens when somebody in your line stays late after reminders."
    return Table("Late people of whom you were notified", columns, rows, empty=empty)


def _named(each: RemindedThing) -> str:
    person = each.reminder.person
    if each.manager is not None and is_named_to(each.manager, person):
        return person.name
    return f"Somebody in {person.team}" if person.team else "Somebody"
