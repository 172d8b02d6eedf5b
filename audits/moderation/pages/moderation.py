"""What a moderator compares, place by place: the descriptors, the auditor's judgement and their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.calculations.grades import OVERALL_JUDGEMENT
from audits.enums import Grade, Stage
from audits.models import Audit, Domain, Judgement
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_choices, grade_word
from foundation.documents import AnyRow, Cell, CellKind, Column, Table

OVERALL = "overall"


@dataclass(frozen=True)
class GradedItem:
    """Something that is graded: a domain, or overall where `domain` is None. `key` names its fields in a form."""

    key: str
    name: str
    domain: Domain | None
    guidance: str
    descriptors: tuple[tuple[str, str], ...]
    own: Judgement
    moderator: Judgement

    @property
    def is_agreed(self) -> bool:
        return bool(self.moderator.grade) and self.moderator.grade == self.own.grade

    @property
    def grade_choices(self) -> list[tuple[str, str]]:
        """Not applicable is for a domain; the overall judgement always is one, but where a past audit has none."""
        left_out = () if self.domain or self.own.grade == Grade.NOT_APPLICABLE else (Grade.NOT_APPLICABLE,)
        return grade_choices(*left_out)


def same_grades_table(places: Iterable[GradedItem]) -> Table:
    rows: list[AnyRow] = [[place.name, Cell(grade_word(place.own.grade), CellKind.GRADE)] for place in places]
    return Table("Grades that the auditor and you both gave", [Column("Area", names_row=True), Column("Grade")], rows)


def graded_items(audit: Audit) -> list[GradedItem]:
    """Every place in the tool's order, the overall judgement last."""
    stages = [Stage.AUDITOR, Stage.MODERATOR]
    judgements = {(row.domain_id, row.stage): row for row in audit.judgements.filter(stage__in=stages)}

    def judgement(domain: Domain | None, stage: Stage) -> Judgement:
        return judgements.get((domain.pk if domain else None, stage)) or Judgement(audit=audit, domain=domain, stage=stage)

    def place(domain: Domain | None) -> GradedItem:
        return GradedItem(
            key=str(domain.pk) if domain else OVERALL,
            name=domain.name if domain else OVERALL_JUDGEMENT,
            domain=domain,
            guidance=domain.guidance if domain else "",
            descriptors=tuple((grade_word(row.grade), row.text) for row in domain.descriptors.all()) if domain else (),
            own=judgement(domain, Stage.AUDITOR),
            moderator=judgement(domain, Stage.MODERATOR),
        )

    return [place(domain) for domain in [*Applicability(audit, "descriptors").domains, None]]
