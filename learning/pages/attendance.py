"""The page on which somebody records, on a phone, who came."""

from typing import Any

from learning.enums import Attendance
from learning.models import LearningEvent
from learning.queries.people import InvitedPeople


def attendance_rows(event: LearningEvent) -> list[dict[str, Any]]:
    """Everybody invited by name, with what is recorded and what can be pressed."""
    found = event.invitations.select_related("person__team", "team").order_by("person__name__folded", "pk")
    return [
        {
            "pk": each.pk,
            "name": each.person.name,
            "team": str(each.team or each.person.team or ""),
            "recorded": each.get_attendance_display(),
            "is_recorded": each.attendance != Attendance.UNKNOWN,
            "colour": "green" if each.came else "grey",
            "may_withdraw": each.attendance == Attendance.UNKNOWN,
        }
        for each in found
    ]


def recorded_words(people: InvitedPeople) -> str:
    """“12 of 15 came; of 2 it is not recorded yet.”"""
    if not people.invited:
        return "Nobody is invited. Invite people, or add people who came one by one."
    still = f"; of {people.unknown} it is not recorded yet" if people.unknown else ""
    return f"{people.came} of {people.invited} came{still}."
