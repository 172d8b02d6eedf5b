"""One audit in rows: what it is of, and its grades before and after moderation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from audits.calculations.grades import OVERALL_JUDGEMENT
from audits.enums import AuditState, Grade, Stage
from audits.models import Audit, Cycle, Judgement
from audits.pages.due_days import due_line
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.months import month_name
from foundation.council.words import in_our_words
from foundation.documents.formats import uk_date
from foundation.govuk.tag_styles import WordedGrade


@dataclass(frozen=True)
class StageGradeRow:
    """A domain, or overall where `is_overall`: the auditor's grade as first submitted, and the agreed one.

    `in_full` where the page first uses a grade that has a long wording; `between` are the grades of earlier versions that
    were submitted after the first, each with its version's day.
    """

    name: str
    before: WordedGrade
    after: WordedGrade
    evidence: str
    evidence_again: str
    no_action_reason: str
    resubmitted: WordedGrade
    change_reason: str
    change_kind: str
    moderator: WordedGrade
    moderator_reason: str
    is_overall: bool = False
    in_full: bool = False
    between: tuple[tuple[str, str], ...] = ()

    @property
    def is_changed(self) -> bool:
        return bool(self.before and self.after and self.before != self.after)

    @property
    def kind_and_reason(self) -> str:
        """Of a change: its kind, where one was chosen, and the reason."""
        return f"{self.change_kind}. {self.change_reason}" if self.change_kind else self.change_reason

    @property
    def is_third_grade(self) -> bool:
        return any(grade.code == Grade.REQUIRES_IMPROVEMENT for grade in (self.before, self.resubmitted, self.after))


Places = dict[tuple[int | None, str], Judgement]


def audit_summary(audit: Audit) -> list[dict[str, Any]]:
    """The rows of the summary card."""
    facts = [
        ("Case ID", audit.case_id),
        ("Team", audit.team),
        ("Allocated worker", audit.allocated_worker),
        ("Plan type", in_our_words(audit.get_plan_type_display())),
        ("Age", audit.get_age_band_display()),
        *([("Record", "Closed when it was put into the month")] if audit.was_closed else []),
        ("Cohort", audit.cohort),
        ("Month", month_name(audit.cycle.month)),
        *_windows(audit.cycle),
        ("Auditor", audit.auditor),
        ("Moderator", audit.moderator),
        *_due(audit),
    ]
    return [{"key": key, "value": value or "Not given"} for key, value in facts]


def _due(audit: Audit) -> list[tuple[str, str]]:
    """The due date of its auditor, or of its moderator once it is submitted."""
    line = due_line(audit, today())
    return [("Moderation due" if audit.state == AuditState.SUBMITTED else "Audit due", line)] if line else []


def _windows(cycle: Cycle) -> list[tuple[str, str]]:
    """What is read and what is judged, where the month's plan says so."""
    windows = (("Look back", cycle.look_back_from, cycle.look_back_to), ("Judge practice of", cycle.judgement_from, cycle.judgement_to))
    return [(name, f"{uk_date(first)} to {uk_date(last)}") for name, first, last in windows if first and last]


def grade_rows(asked: Applicability, judgements: Iterable[Judgement], *, draft: bool = False) -> list[StageGradeRow]:
    """A row for each domain in the tool's order and one for the overall judgement; before is what was first submitted."""
    audit, by_place = asked.audit, {(row.domain_id, row.stage): row for row in judgements}
    before_stage = Stage.AUDITOR if draft else Stage.PRE
    places: list[tuple[int | None, str]] = [(domain.pk, domain.name) for domain in asked.domains]
    is_again = audit.resubmitted_on is not None and audit.state != AuditState.IN_PROGRESS
    return [_grade_row(by_place, before_stage, pk, name, is_again) for pk, name in [*places, (None, OVERALL_JUDGEMENT)]]


def _resubmitted(final: Judgement, before: Judgement, is_again: bool) -> WordedGrade:
    """The auditor's grade as submitted again after a return, where it is another."""
    return grade_word(final.grade if is_again and final.grade != before.grade else "")


def first_in_full(rows: list[StageGradeRow]) -> list[StageGradeRow]:
    place = next((place for place, row in enumerate(rows) if row.is_third_grade), None)
    return [replace(row, in_full=at == place) for at, row in enumerate(rows)]


def _grade_row(by_place: Places, before_stage: Stage, pk: int | None, name: str, is_again: bool) -> StageGradeRow:
    nothing = Judgement()
    before, final = by_place.get((pk, before_stage), nothing), by_place.get((pk, Stage.AUDITOR), nothing)
    after = by_place.get((pk, Stage.AGREED), nothing)
    moderator = by_place.get((pk, Stage.MODERATOR), nothing) if after.grade else nothing
    return StageGradeRow(
        name=name,
        before=grade_word(before.grade),
        after=grade_word(after.grade),
        resubmitted=_resubmitted(final, before, is_again),
        evidence=before.reason,
        evidence_again=final.reason if is_again and final.reason != before.reason else "",
        no_action_reason=before.no_action_reason,
        change_reason=after.reason or _change_on_return(final, before, after),
        change_kind=after.get_change_code_display(),
        moderator=grade_word(moderator.grade),
        # Said once: a moderator often gives as reason for the change what they wrote beside their own grade.
        moderator_reason="" if moderator.reason == after.reason else moderator.reason,
        is_overall=pk is None,
    )


def _change_on_return(final: Judgement, before: Judgement, after: Judgement) -> str:
    revised = bool(after.grade) and before.grade != after.grade and final.grade == after.grade
    return "Changed by the auditor after the audit was sent back." if revised else ""


def actions_in_draft(audit: Audit, person: Person) -> list[Any]:
    """What was raised from the audit so far, soonest due first, with whom and what each is about."""
    return list(audit.actions.visible_to(person).standing().select_related("owner").prefetch_related("domains", "helpers"))
