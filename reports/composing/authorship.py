"""Who answers for a report, in its words."""

import datetime
from collections.abc import Sequence

from foundation.accounts.models import Person
from foundation.documents.formats import uk_date


def approved_words(day: datetime.date, by: Person | None = None) -> str:
    return f"Approved on {uk_date(day)} by {by}" if by else f"Approved on {uk_date(day)}"


def authors_in_words(writers: Sequence[Person], commentators: Sequence[Person]) -> str:
    """“Written by Leah Brandt; comments on figures by Helen Frost”."""
    parts = [("Written by", writers), ("comments on figures by", commentators)]
    return "; ".join(f"{what} {', '.join(str(person) for person in people)}" for what, people in parts if people)
