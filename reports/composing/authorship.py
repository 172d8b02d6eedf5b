"""Who answers for a report, in its words."""

import datetime
from collections.abc import Sequence

from foundation.accounts.models import Person
from foundation.documents.formats import uk_date


def approved_words(day: datetime.date, by: Person | None = None, edition: int = 1, reason: str = "") -> str:
    """“Approved on 2 October 2023 by Dilys Kaur. Edition 2, which corrects edition 1: two audits were counted twice”."""
    approved = f"Approved on {uk_date(day)} by {by}" if by else f"Approved on {uk_date(day)}"
    return f"{approved}. {edition_words(edition, reason)}"


def draft_words(edition: int, reason: str) -> str:
    return "Draft" if edition == 1 else f"Draft. {edition_words(edition, reason)}"


def edition_words(edition: int, reason: str) -> str:
    return f"Edition {edition}, which corrects edition {edition - 1}: {reason.rstrip('. ')}" if reason else f"Edition {edition}"


def authors_in_words(writers: Sequence[Person], commentators: Sequence[Person]) -> str:
    """“Written by Leah Brandt; comments on figures by Helen Frost”."""
    parts = [("Written by", writers), ("comments on figures by", commentators)]
    return "; ".join(f"{what} {', '.join(str(person) for person in people)}" for what, people in parts if people)
