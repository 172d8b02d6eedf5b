"""The discussion of a calibration round: who gave what in each place, how far apart, and how well people agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from audits.calibration.calculations import Spread, rated, spread_of
from audits.calibration.queries.rounds import RoundItem, round_items
from audits.models import CalibrationGrade, CalibrationOutcome, CalibrationRound
from audits.queries.grade_words import grade_word
from foundation.statistics import count_of, many_rater_ac2, plain

# Fewer places than this that two or more people graded say too little for a coefficient.
ENOUGH_PLACES = 3


# Pairs of grades, over all places, of which a coefficient says something.
ENOUGH_PAIRS = 10


@dataclass(frozen=True)
class ParticipantGrade:
    """What one person gave in one place."""

    who: str
    grade: str
    reason: str


@dataclass(frozen=True)
class RoundItemRow:
    """One place in the discussion: who gave what, how far apart, and what it is compared with."""

    place: RoundItem
    given: Sequence[ParticipantGrade]
    spread: Spread
    outcome: CalibrationOutcome

    @property
    def reference(self) -> str:
        return grade_word(self.outcome.reference)

    @property
    def agreed(self) -> str:
        return grade_word(self.outcome.agreed)

    @property
    def spread_words(self) -> str:
        if not self.spread.n:
            return "Nobody graded it"
        if not self.spread.steps:
            return "All the same"
        return "1 step apart" if self.spread.steps == 1 else f"{self.spread.steps} steps apart"

    @property
    def same_words(self) -> str:
        """“3 of 4 gave the reference”, or of the majority where the lead gave none."""
        if self.outcome.reference:
            return f"{count_of(self.spread.same_as(self.outcome.reference), self.spread.n)} gave the reference"
        if self.spread.majority:
            same = count_of(self.spread.same_as(self.spread.majority), self.spread.n)
            return f"{same} gave the majority’s {grade_word(self.spread.majority)}"
        return "No majority" if self.spread.n else "–"


@dataclass(frozen=True)
class Discussion:
    people: Sequence[str]
    rows: Sequence[RoundItemRow]

    @cached_property
    def exact_words(self) -> str:
        """Of all pairs of people in all places, how many gave the same grade."""
        same, pairs = (sum(counts) for counts in zip(*(row.spread.pairs for row in self.rows), strict=True))
        return f"{count_of(same, pairs)} pairs of grades are the same" if pairs else "Nothing was graded by two people"

    @cached_property
    def coefficient_words(self) -> str:
        graded_twice = [row.spread for row in self.rows if row.spread.n > 1]
        if len(graded_twice) < ENOUGH_PLACES:
            return "Too few places were graded by two people for a coefficient."
        if sum(spread.pairs[1] for spread in graded_twice) < ENOUGH_PAIRS:
            return f"Too few pairs of grades for a coefficient: it needs {ENOUGH_PAIRS}."
        value = many_rater_ac2(rated(graded_twice))
        if value is None:
            return "All one grade: agreement beyond chance cannot be judged."
        return f"Gwet’s AC2 over {len(self.people)} people and {len(graded_twice)} places, linearly weighted: {plain(value, 2)}."


def discussion_of(calibration_round: CalibrationRound) -> Discussion:
    """The view asks `sees_round_grades` first. Three queries, however many people took part."""
    parts = list(calibration_round.parts.filter(finished_on__isnull=False).select_related("person"))
    grades = {(row.part_id, row.domain_id): row for row in CalibrationGrade.objects.filter(part__in=parts)}
    outcomes = {row.domain_id: row for row in calibration_round.outcomes.all()}
    nothing = CalibrationGrade()
    rows = []
    for place in round_items(calibration_round):
        given = [(part.person.name, grades.get((part.pk, place.pk), nothing)) for part in parts]
        rows.append(
            RoundItemRow(
                place=place,
                given=[ParticipantGrade(who, grade_word(row.grade), row.reason) for who, row in given],
                spread=spread_of(row.grade for _, row in given),
                outcome=outcomes.get(place.pk, CalibrationOutcome()),
            )
        )
    return Discussion([part.person.name for part in parts], rows)
