"""What a reminder says, sent or copied."""

import datetime
from collections.abc import Sequence

from foundation.accounts.models import Person
from foundation.council.working_days import due_in_words

from .owed import Owed


def usual_introduction(sender: Person) -> str:
    return f"{sender} asks you to do this, or to say what prevents it."


def subject_of(owed: Sequence[Owed]) -> str:
    if len(owed) == 1:
        what = owed[0].what
        return f"Reminder: {what[:1].lower()}{what[1:]}"
    return f"Reminder: {len(owed)} things are late"


def words_of(owed: Sequence[Owed], introduction: str, on: datetime.date) -> str:
    """The introduction, then a line for each thing, latest first."""
    return "\n".join([introduction, "", *(f"- {each.what}: {due_in_words(each.due, on)}" for each in owed)])
