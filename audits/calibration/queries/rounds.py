"""Calibration rounds: who may see and grade one, and what is asked of its record."""

from dataclasses import dataclass

from django.db.models import Count, Q

from audits.calculations.grades import OVERALL_JUDGEMENT
from audits.enums import Grade
from audits.models import Audit, CalibrationPart, CalibrationRound, Domain
from audits.queries.applicability import applies
from audits.queries.grade_words import grade_choices, grade_word
from audits.querysets import CalibrationRoundQuerySet
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.names import case_key

OVERALL = "overall"


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
        case_key=case_key(calibration_round.case_id),
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


def may_be_invited() -> list[Person]:
    """Auditors and moderators, by name."""
    graders = Person.objects.with_role(Role.AUDITOR, Role.MODERATOR).values("pk")
    return list(Person.objects.active().filter(pk__in=graders).select_related("team").order_by("name__folded", "pk"))


def judging_now(calibration_round: CalibrationRound, person: Person) -> Audit | None:
    """The audit of the round's record that they are auditing or moderating: what they say here would be heard by the other of the two."""
    return Audit.objects.open_with(person).filter(case_key=case_key(calibration_round.case_id)).first()


def rounds_for(person: Person) -> CalibrationRoundQuerySet:
    """Those that they may see, with how many take part and have finished."""
    seen = CalibrationRound.objects.filter(pk__in=CalibrationRound.objects.visible_to(person).values("pk"))
    return seen.annotate(invited=Count("parts"), finished=Count("parts", filter=Q(parts__finished_on__isnull=False)))


def own_part(calibration_round: CalibrationRound, person: Person) -> CalibrationPart | None:
    return calibration_round.parts.filter(person=person).first()
