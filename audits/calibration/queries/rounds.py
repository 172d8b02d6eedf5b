"""What a calibration round shows, and to whom. Nobody sees another's grade before the discussion, the lead no sooner than the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from audits.calculations.grades import OVERALL_JUDGEMENT
from audits.calibration.calculations import Spread, rated, spread_of
from audits.conflicts import ConflictChecker
from audits.enums import Grade, Part
from audits.models import Audit, CalibrationGrade, CalibrationOutcome, CalibrationPart, CalibrationRound, Domain
from audits.queries.applicability import applies
from audits.queries.grade_words import grade_choices, grade_word
from audits.querysets import CalibrationRoundQuerySet
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.editing.version_tokens import Lines, normalised_lines
from foundation.names import case_key
from foundation.statistics import count_of, many_rater_ac2, plain

OVERALL = "overall"
# Fewer places than this that two or more people graded say too little for a coefficient.
ENOUGH_PLACES = 3
# Pairs of grades, over all places, of which a coefficient says something.
ENOUGH_PAIRS = 10


@dataclass(frozen=True)
class RoundItem:
    """A domain of the round, or overall where `domain` is None; `key` names its fields in a form."""

    domain: Domain | None
    descriptors: tuple[tuple[str, str], ...] = ()

    @property
    def pk(self) -> int | None:
        return self.domain.pk if self.domain else None

    @property
    def key(self) -> str:
        return str(self.domain.pk) if self.domain else OVERALL

    @property
    def name(self) -> str:
        return self.domain.name if self.domain else OVERALL_JUDGEMENT

    @property
    def in_a_sentence(self) -> str:
        return self.domain.name if self.domain else "the overall judgement"

    @property
    def guidance(self) -> str:
        return self.domain.guidance if self.domain else ""

    @property
    def grade_choices(self) -> list[tuple[str, str]]:
        """Not applicable is for a domain."""
        return grade_choices() if self.domain else grade_choices(Grade.NOT_APPLICABLE)


def record_of(calibration_round: CalibrationRound) -> Audit:
    """The round's record as an audit of it would be judged: the audit that it comes from, or one that is not stored."""
    if calibration_round.audit:
        return calibration_round.audit
    return Audit(
        number=0,
        case_id=calibration_round.case_id,
        team=calibration_round.team,
        allocated_worker=calibration_round.allocated_worker,
        plan_type=calibration_round.plan_type,
        tool=calibration_round.tool,
    )


def round_items(calibration_round: CalibrationRound) -> list[RoundItem]:
    """What of the tool is asked of this record, the overall judgement last."""
    record = record_of(calibration_round)
    domains = calibration_round.tool.domains.prefetch_related("services", "descriptors")
    asked = [domain for domain in domains if applies(domain, record)]
    with_words = [RoundItem(domain, tuple((grade_word(row.grade), row.text) for row in domain.descriptors.all())) for domain in asked]
    return [*with_words, RoundItem(None)]


def grades_lines(places: Sequence[RoundItem], grades: Mapping[int | None, tuple[str, str]]) -> Lines:
    """What somebody has given in each place, as lines; `grades` are the grade and the reason by the domain’s key."""
    given = [(place.name, grades.get(place.pk, ("", ""))) for place in places]
    return normalised_lines(line for name, (grade, why) in given for line in ((name, grade_word(grade)), (f"{name}: reason", why)))


def may_be_invited() -> list[Person]:
    """Whoever audits or moderates, by name."""
    graders = Person.objects.with_role(Role.AUDITOR, Role.MODERATOR).values("pk")
    return list(Person.objects.active().filter(pk__in=graders).select_related("team").order_by("name__folded", "pk"))


def why_not(calibration_round: CalibrationRound, person: Person) -> list[str]:
    """Sentences on what keeps a person from grading this record: their own work or line, or having seen its grades."""
    if not person.is_active or not person.has_role(Role.AUDITOR, Role.MODERATOR):
        return [f"{person.name} neither audits nor moderates."]
    record = record_of(calibration_round)
    hard = [each.sentence for each in ConflictChecker([record]).conflicts(person, record, Part.AUDITOR) if each.is_hard]
    if not hard and calibration_round.audit and Audit.objects.visible_to(person).filter(pk=calibration_round.audit.pk).exists():
        return [f"{person.name} can read {calibration_round.audit} and its grades already."]
    if not hard and (at_work := judging_now(calibration_round, person)):
        return [f"{person.name} judges this child’s record in {at_work} just now."]
    return hard


def judging_now(calibration_round: CalibrationRound, person: Person) -> Audit | None:
    """The audit of the round's record that they are auditing or moderating: what they say here would be heard by the other of the two."""
    return Audit.objects.open_with(person).filter(case_key=case_key(calibration_round.case_id)).first()


def rounds_for(person: Person) -> CalibrationRoundQuerySet:
    """Those that they may see, with how many take part and have finished."""
    seen = CalibrationRound.objects.filter(pk__in=CalibrationRound.objects.visible_to(person).values("pk"))
    return seen.annotate(invited=Count("parts"), finished=Count("parts", filter=Q(parts__finished_on__isnull=False)))


def own_part(calibration_round: CalibrationRound, person: Person) -> CalibrationPart | None:
    return calibration_round.parts.filter(person=person).first()


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
    """Whoever may see it is the view's to ask: `sees_round_grades`. Three queries, however many took part."""
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
