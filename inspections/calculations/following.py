"""What comes after an inspection by the published rule of its edition."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from inspections.enums import FollowedBy, InspectionKind, OfstedGrade

GOOD_OR_BETTER = (OfstedGrade.OUTSTANDING, OfstedGrade.GOOD)


@dataclass(frozen=True)
class FollowingRule:
    """As an edition of the framework has it."""

    followed_by: FollowedBy
    practice_needed: int
    months_between: int
    visits_before_short: int
    visits_before_standard: int
    monitoring_months: int


@dataclass(frozen=True)
class GradesGiven:
    """Of one inspection; empty where one was not given."""

    overall: str
    leaders: str
    practice: Collection[str]

    @property
    def any_inadequate(self) -> bool:
        return OfstedGrade.INADEQUATE in (self.overall, self.leaders, *self.practice)

    @property
    def practice_good(self) -> int:
        return sum(grade in GOOD_OR_BETTER for grade in self.practice)


@dataclass(frozen=True)
class ComesNext:
    """The next inspection, about when; how many focused visits before it; or monitoring visits, the next of them about when."""

    kind: InspectionKind
    about: datetime.date
    visits: int = 0
    visits_made: int = 0
    next_monitoring: datetime.date | None = None

    @property
    def visits_left(self) -> int:
        return max(self.visits - self.visits_made, 0)


def comes_next(
    grades: GradesGiven, rule: FollowingRule, ended: datetime.date, *, visits: int = 0, last_monitoring: datetime.date | None = None
) -> ComesNext | None:
    """After an inspection that `ended`, since which there were `visits`, the last monitoring visit of them on a day.

    None where the grades that decide are not known.
    """
    if _is_inadequate(grades, rule):
        monitoring = months_after(last_monitoring or ended, rule.monitoring_months)
        return ComesNext(InspectionKind.STANDARD, months_after(ended, rule.months_between), next_monitoring=monitoring)
    short = _is_short(grades, rule)
    if short is None:
        return None
    kind = InspectionKind.SHORT if short else InspectionKind.STANDARD
    due = rule.visits_before_short if short else rule.visits_before_standard
    return ComesNext(kind, months_after(ended, rule.months_between), due, visits)


def _is_inadequate(grades: GradesGiven, rule: FollowingRule) -> bool:
    """By the overall grade where that decides; without one, any judgement."""
    if rule.followed_by == FollowedBy.OVERALL:
        return grades.overall == OfstedGrade.INADEQUATE
    return grades.any_inadequate


def _is_short(grades: GradesGiven, rule: FollowingRule) -> bool | None:
    if rule.followed_by == FollowedBy.OVERALL:
        return grades.overall in GOOD_OR_BETTER if grades.overall else None
    if not grades.leaders or not grades.practice:
        return None
    return grades.leaders in GOOD_OR_BETTER and grades.practice_good >= rule.practice_needed


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The first of the month so many months after a day's: what is only about right is said by month."""
    years, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + years, month + 1, 1)
