"""What the page of one audit shows: facts, grades before and after, findings, voices, what happened."""

import datetime
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from audits.auditing.queries.answers import DISMISSED, WRITING_VERBS, Replied, replied
from audits.corrections.pages import CORRECTED, changes_of_facts, conflict_lines
from audits.corrections.services.audits import conflicts_now
from audits.enums import OPEN_STATES, AuditState, FindingKind, Stage
from audits.lateness.pages import LateRow, late_rows, place_of_audit
from audits.lateness.queries import REMINDED
from audits.models import Audit, AuditorReply, AuditVersion, Finding, Judgement, ReflectiveConversation, ThemeChange, VoiceHeard
from audits.moderation.pages.meeting import ModerationNotes, notes_of
from audits.moderation.pages.selection import CHOSEN, choice_in_words
from audits.moderation.pages.versions import versions_of
from audits.moderation.queries.replies import reply_to
from audits.moderation.stored import AUDIT_VERSION
from audits.overview.pages.next_step import AuditNextStep, next_step, raise_href, said_href
from audits.pages.summary import StageGradeRow, audit_summary, first_in_full, grade_rows
from audits.partners.pages.parts import PartsOfAudit, parts_of_audit
from audits.permissions import can_lead, sees_grades, sees_moderation_record
from audits.practitioner.pages.progress import practitioner_rows
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_word
from audits.reaudits.pages import Pair, pairs_of
from audits.responses.queries.responses import conversation_of
from audits.risks.pages import RisksOnPage, risks_on
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.chasing.pages import remind_url
from foundation.documents.formats import uk_date

# What an auditor does while writing: one line a day in the history, not one a section.
WRITING = {*WRITING_VERBS, DISMISSED}
# What somebody who moderates blind may know of before they have graded, besides what they did themselves.
GIVES_NOTHING_AWAY = {*WRITING, "audit.added", "audit.allocated", "audit.declared", "audit.start", "audit.submit", CORRECTED}


@dataclass(frozen=True)
class HistoryItem:
    title: str
    who: str
    day: datetime.date
    text: str = ""
    changes: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class AuditPage:
    audit: Audit
    facts: list[dict[str, Any]]
    step: AuditNextStep
    rows: list[StageGradeRow]
    is_draft: bool
    is_provisional: bool
    is_hidden: bool
    strengths: list[Finding]
    areas: list[Finding]
    voices: list[VoiceHeard]
    replied: Replied | None
    actions: list[Any]
    observations: list[Any]
    history: list[HistoryItem]
    response: Any
    notes: ModerationNotes | None
    reply: AuditorReply | None
    raise_href: str
    said_href: str
    late: list[LateRow]
    may_correct: bool
    # Conflicts that a correction of the facts has brought about, for a lead.
    conflicts: list[str]

    @property
    def remind_url(self) -> str:
        return remind_url(place_of_audit(self.audit))


@dataclass(frozen=True)
class Sees:
    """What of an audit one person may see: what its auditor wrote, its grades, its moderation; a draft is their own, not submitted yet."""

    content: bool
    grades: bool
    is_draft: bool
    record: bool

    @classmethod
    def of(cls, audit: Audit, person: Person) -> "Sees":
        submitted, own = audit.submitted_on is not None, audit.auditor_id == person.pk
        return cls(
            # What an auditor has not submitted is theirs alone, on first writing and after a return.
            content=own or (submitted and audit.state != AuditState.IN_PROGRESS),
            grades=sees_grades(person, audit),
            is_draft=own and not submitted,
            record=audit.is_finished and sees_moderation_record(person, audit),
        )


def audit_page(audit: Audit, person: Person, on: datetime.date) -> AuditPage:
    """Everything that the page of one audit shows to `person`, who may see it."""
    sees, asked = Sees.of(audit, person), Applicability(audit)
    judgements = list(audit.judgements.select_related("domain"))
    step = next_step(asked, person, on)
    return AuditPage(
        audit=audit,
        facts=audit_summary(audit),
        step=step,
        rows=_rows(asked, judgements, person, sees),
        is_draft=sees.is_draft,
        is_provisional=audit.submitted_on is not None and audit.state in (AuditState.SUBMITTED, AuditState.IN_PROGRESS),
        is_hidden=not sees.grades,
        **(_content(asked) if sees.content else NO_CONTENT),
        actions=list(audit.actions.visible_to(person).select_related("owner")),
        observations=list(audit.observations.visible_to(person).select_related("observer", "kind")),
        history=history_of(asked, judgements, person, is_blind=not sees.grades),
        response=getattr(audit, "response", None) if sees.grades else None,
        notes=notes_of(getattr(audit, "moderation_record", None)) if sees.record else None,
        reply=reply_to(audit) if sees.record else None,
        raise_href=raise_href(audit, person) if sees.grades and not step.is_raising else "",
        said_href=said_href(audit, person) if sees.grades else "",
        late=late_rows(audit.cycle, on, person, [audit.pk]) if can_lead(person) else [],
        may_correct=can_lead(person) and audit.state != AuditState.WITHDRAWN,
        conflicts=_conflicts(audit, person),
    )


def _conflicts(audit: Audit, person: Person) -> list[str]:
    """Only where facts were corrected: else no record is given to anybody with a conflict."""
    if not can_lead(person) or audit.state not in OPEN_STATES or not Entry.objects.of(audit).filter(verb=CORRECTED).exists():
        return []
    return conflict_lines(audit, conflicts_now(audit))


@dataclass(frozen=True)
class RelatedPage:
    """What else belongs to an audit: its practitioner's side, what followed an Inadequate, a re-audit, earlier versions, risks."""

    practitioner: list[dict[str, Any]]
    conversation: ReflectiveConversation | None
    pairs: list[Pair]
    versions: list[AuditVersion]
    theme_changes: list[ThemeChange]
    risks: RisksOnPage
    parts: PartsOfAudit | None


def related_page(audit: Audit, person: Person, on: datetime.date) -> RelatedPage:
    """What of it `person` may see."""
    return RelatedPage(
        practitioner=practitioner_rows(audit, person, on),
        conversation=conversation_of(audit, person),
        pairs=pairs_of(audit, person),
        versions=versions_of(audit, person),
        theme_changes=list(audit.theme_changes.all()),
        risks=risks_on(audit, person),
        parts=parts_of_audit(audit, person),
    )


NO_CONTENT: dict[str, Any] = {"strengths": [], "areas": [], "voices": [], "replied": None}


def _content(asked: Applicability) -> dict[str, Any]:
    """What the auditor wrote beside the grades."""
    findings = list(asked.audit.findings.select_related("domain").order_by("pk"))
    return {
        "strengths": [finding for finding in findings if finding.kind == FindingKind.STRENGTH],
        "areas": [finding for finding in findings if finding.kind == FindingKind.AREA],
        "voices": list(asked.audit.voices.all()),
        "replied": replied(asked),
    }


def _rows(asked: Applicability, judgements: list[Judgement], person: Person, sees: Sees) -> list[StageGradeRow]:
    if not sees.grades or not (sees.is_draft or asked.audit.submitted_on):
        return []
    return first_in_full(with_versions(grade_rows(asked, judgements, draft=sees.is_draft), asked.audit, person))


def with_versions(rows: list[StageGradeRow], audit: Audit, person: Person) -> list[StageGradeRow]:
    """The rows with what the auditor gave in each version between the first and the latest, where `person` may read it."""
    between = list(AuditVersion.objects.visible_to(person).filter(audit=audit, number__gt=1)) if rows and audit.resubmitted_on else []
    if not between:
        return rows
    places: dict[str, int | None] = {domain.name: domain.pk for domain in audit.tool.domains.all()}
    return [replace(row, between=tuple(_given_in(version, places.get(row.name)) for version in between)) for row in rows]


def _given_in(version: AuditVersion, domain: int | None) -> tuple[str, str]:
    given = AUDIT_VERSION.read(version.content).judgements
    grade = next((row["grade"] for row in given if row["stage"] == Stage.AUDITOR and row["domain"] == domain), "")
    return f"Version {version.number}, {uk_date(version.submitted_on)}", grade_word(grade)


def history_of(asked: Applicability, judgements: list[Judgement], reader: Person, *, is_blind: bool = False) -> list[HistoryItem]:
    """What happened, newest first. Answers saved by one person on one day are one line; moderation says which grades moved and why.

    A `reader` who moderates it blind reads what gives no grade away, and their own acts.
    """
    audit = asked.audit
    written = Entry.objects.of(audit).writes()
    if not can_lead(reader):
        # Who was late by name is between them and the lead.
        written = written.exclude(verb=REMINDED)
    entries = [entry for entry in written if not is_blind or entry.actor == reader or entry.verb in GIVES_NOTHING_AWAY]
    last_moderation = next((entry for entry in reversed(entries) if entry.verb == "audit.moderate"), None)
    items = []
    for (verb, _, _), group in groupby(entries, key=lambda entry: (_line_of(entry), entry.actor_id, entry.day)):
        entry = next(iter(group))
        title = "worked on the audit" if verb == "writing" else entry.sentence
        # An earlier moderation's changes are in the version that was kept of it.
        changes = _changes(asked, judgements) if entry == last_moderation else ()
        changes = changes_of_facts(entry) if entry.verb == CORRECTED else changes
        items.append(HistoryItem(title[:1].upper() + title[1:], entry.actor.name, entry.day, _text_of(entry, audit, reader), changes))
    return items[::-1]


def _line_of(entry: Entry) -> str:
    return "writing" if entry.verb in WRITING else f"{entry.verb} {entry.pk}"


def _text_of(entry: Entry, audit: Audit, reader: Person) -> str:
    facts = entry.facts
    if entry.verb == CHOSEN:
        return choice_in_words(entry, audit, reader)
    if entry.verb == "audit.allocated":
        people = f"Auditor: {facts.get('auditor') or 'nobody yet'}. Moderator: {facts.get('moderator') or 'nobody yet'}."
        return f"{people} {_reason_of_change(entry, audit, reader)}".strip()
    return _reason_of_change(entry, audit, reader) if entry.verb == CORRECTED else str(facts.get("reason", ""))


def _reason_of_change(entry: Entry, audit: Audit, reader: Person) -> str:
    """Why people changed, in the lead's words, which may say what a moderator must not know yet: for leads who do not moderate it."""
    return str(entry.facts.get("reason", "")) if can_lead(reader) and audit.moderator_id != reader.pk else ""


def _changes(asked: Applicability, judgements: list[Judgement]) -> tuple[dict[str, str], ...]:
    rows = [row for row in grade_rows(asked, judgements) if row.is_changed]
    return tuple(
        {"name": row.name, "before": row.before, "after": row.after, "kind": row.change_kind, "reason": row.change_reason} for row in rows
    )
