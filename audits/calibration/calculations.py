"""How far several people who graded one record agree. Plain values: a grade's place in the scale, best first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audits.enums import PRACTICE_GRADES

PLACES = {grade.value: place for place, grade in enumerate(PRACTICE_GRADES)}


@dataclass(frozen=True)
class Spread:
    """The grades that were given in one place; not applicable and what is missing are left out."""

    grades: Sequence[str]

    @property
    def n(self) -> int:
        return len(self.grades)

    @property
    def best(self) -> str:
        return min(self.grades, key=PLACES.__getitem__, default="")

    @property
    def worst(self) -> str:
        return max(self.grades, key=PLACES.__getitem__, default="")

    @property
    def steps(self) -> int:
        """How many grades lie between the best and the worst."""
        return PLACES[self.worst] - PLACES[self.best] if self.grades else 0

    @property
    def majority(self) -> str:
        """The grade that more than half gave, or nothing."""
        grade, count = Counter(self.grades).most_common(1)[0] if self.grades else ("", 0)
        return grade if count * 2 > self.n else ""

    def same_as(self, grade: str) -> int:
        return sum(each == grade for each in self.grades)

    @property
    def pairs(self) -> tuple[int, int]:
        """Of all pairs of people, how many gave the same grade: same, all."""
        counts = Counter(self.grades).values()
        return sum(count * (count - 1) // 2 for count in counts), self.n * (self.n - 1) // 2


def spread_of(grades: Iterable[str]) -> Spread:
    return Spread([grade for grade in grades if grade in PLACES])


def rated(spreads: Iterable[Spread]) -> list[list[int]]:
    """For coefficients over many raters: a row a place, in it how often each grade was given."""
    return [[spread.same_as(grade) for grade in PRACTICE_GRADES] for spread in spreads]
