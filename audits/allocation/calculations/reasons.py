"""Why somebody cannot be given a record: values that say themselves, alike in a service's refusal, a file's row and a page."""

import datetime
from dataclasses import dataclass

from audits.enums import ConflictKind
from foundation.documents.formats import uk_date


@dataclass(frozen=True)
class Unavailable:
    """Somebody lacks a role, has left, or is away until after a due date: whichever is given, in this order."""

    who: str
    role: str = ""
    has_left: bool = False
    away_until: datetime.date | None = None
    due: datetime.date | None = None

    @property
    def words(self) -> str:
        """What keeps them from it, without their name."""
        if self.role:
            return f"does not have the role “{self.role}”"
        if self.has_left:
            return "no longer works here"
        return f"is away until {uk_date(self.away_until)}, after the due date of {uk_date(self.due)}"

    @property
    def sentence(self) -> str:
        instead = " Choose somebody else." if self.away_until else ""
        return f"{self.who} {self.words}.{instead}"


@dataclass(frozen=True)
class Away:
    """Away `until` a day; or, where `of` is given, on `days` of the `of` working days until then."""

    until: datetime.date
    days: int = 0
    of: int = 0

    @property
    def words(self) -> str:
        if self.of:
            return f"away on {self.days} of the {self.of} working days until {uk_date(self.until)}"
        return f"away until {uk_date(self.until)}"


@dataclass(frozen=True)
class Bar:
    """What keeps somebody from one part of a record for good: hard conflicts of interest, or none where they had it this month already."""

    kinds: tuple[ConflictKind, ...] = ()

    @property
    def words(self) -> str:
        return ", ".join(kind.label.lower() for kind in self.kinds) or "had it this month already"
