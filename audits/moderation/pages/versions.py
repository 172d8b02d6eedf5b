"""An audit's earlier versions: the line of each on the audit's page, and one read in full."""

from dataclasses import dataclass
from typing import Any

from audits.enums import ChecklistReply, FindingKind, Stage, ThemeReply, VersionKind
from audits.models import Audit, AuditorReply, AuditVersion, Finding, Judgement, VoiceHeard
from audits.moderation.pages.meeting import ModerationNotes, notes_then
from audits.moderation.queries.replies import reply_to
from audits.moderation.stored import AUDIT_VERSION, KeptAudit, Row
from audits.pages.summary import StageGradeRow, first_in_full
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Person
from foundation.documents.formats import uk_date


@dataclass(frozen=True)
class VersionPage:
    """What an audit said then, in the shape of the audit's own page."""

    version: AuditVersion
    facts: list[dict[str, Any]]
    rows: list[StageGradeRow]
    strengths: list[Finding]
    areas: list[Finding]
    voices: list[VoiceHeard]
    answers: list[tuple[str, str, str]]
    notes: ModerationNotes | None
    reply: AuditorReply | None


def versions_of(audit: Audit, person: Person) -> list[AuditVersion]:
    """Those that `person` may read, earliest first; none while they moderate it blind."""
    return list(AuditVersion.objects.visible_to(person).filter(audit=audit).select_related("ended_by"))


def version_page(version: AuditVersion, *, shows_record: bool) -> VersionPage:
    audit, content = version.audit, AUDIT_VERSION.read(version.content)
    findings = [Finding(audit=audit, **_keys(row)) for row in content.findings]
    return VersionPage(
        version=version,
        facts=_facts(version),
        rows=first_in_full(_rows(audit, content)),
        strengths=[finding for finding in findings if finding.kind == FindingKind.STRENGTH],
        areas=[finding for finding in findings if finding.kind == FindingKind.AREA],
        voices=[VoiceHeard(audit=audit, **_keys(row)) for row in content.voices],
        answers=_answers(audit, content),
        notes=notes_then(audit, content.meeting) if shows_record else None,
        reply=reply_to(audit, version.number) if shows_record else None,
    )


def _rows(audit: Audit, content: KeptAudit) -> list[StageGradeRow]:
    """As first submitted, as submitted then, and as agreed where it was; the reasons are those of then."""
    stored = [Judgement(audit=audit, **_keys(row)) for row in content.judgements]
    by_place = {(row.domain_id, row.stage): row for row in stored}
    domains = [(domain.pk, domain.name) for domain in audit.tool.domains.all() if (domain.pk, Stage.AUDITOR) in by_place]
    return [_row(by_place, pk, name) for pk, name in [*domains, (None, "Overall judgement")]]


def _row(by_place: dict[tuple[int | None, str], Judgement], pk: int | None, name: str) -> StageGradeRow:
    nothing = Judgement()
    first, own, agreed = (by_place.get((pk, stage), nothing) for stage in (Stage.PRE, Stage.AUDITOR, Stage.AGREED))
    # The moderator's own grade is shown only beside an agreed one: an auditor who revises is not led by it.
    moderator = by_place.get((pk, Stage.MODERATOR), nothing) if agreed.grade else nothing
    return StageGradeRow(
        name=name,
        before=grade_word(first.grade),
        after=grade_word(agreed.grade),
        evidence=own.reason,
        evidence_again="",
        no_action_reason=own.no_action_reason,
        resubmitted=grade_word(own.grade if own.grade != first.grade else ""),
        change_reason=agreed.reason,
        change_kind=agreed.get_change_code_display(),
        moderator=grade_word(moderator.grade),
        moderator_reason="" if moderator.reason == agreed.reason else moderator.reason,
        is_overall=pk is None,
    )


def _keys(row: Row) -> dict[str, Any]:
    """A stored row as fields of its model: a foreign key by its number."""
    return {f"{name}_id" if name == "domain" else name: value for name, value in row.items()}


def _facts(version: AuditVersion) -> list[dict[str, Any]]:
    what = "Sent back" if version.kind == VersionKind.RETURNED else "Opened again"
    return [
        {"key": "Submitted on", "value": uk_date(version.submitted_on)},
        {"key": "State then", "value": version.get_state_display()},
        {"key": what, "value": f"{uk_date(version.ended_on)} by {version.ended_by}"},
        {"key": "Why", "value": version.why},
    ]


def _answers(audit: Audit, content: KeptAudit) -> list[tuple[str, str, str]]:
    """Checklist and theme: what was asked, the reply, the words."""
    items = {item.pk: item.text for item in audit.tool.checklist.all()}
    questions = {question.pk: question.text for question in audit.cycle.theme_questions.all()}
    checklist = [(items.get(row["item"], ""), _word(ChecklistReply, row["reply"]), row["note"]) for row in content.checklist_answers]
    theme = [(questions.get(row["question"], ""), _word(ThemeReply, row["reply"]), row["words"]) for row in content.theme_answers]
    return [answer for answer in [*checklist, *theme] if answer[1] or answer[2]]


def _word(replies: Any, reply: str) -> str:
    return replies(reply).label if reply else ""
