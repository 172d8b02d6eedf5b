"""What the page of one audit shows: facts, grades before and after, findings, voices, what happened."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.urls import reverse

from audits.enums import FindingKind, Stage, State
from audits.models import Audit, AuditVersion, Cycle, Finding, Judgement, VoiceHeard
from audits.permissions import can_lead, sees_grades, sees_moderation_record
from audits.queries.asked import domains_asked
from audits.queries.checklists import Replied, replied
from audits.queries.due_days import due_line
from audits.queries.grade_words import grade_word
from audits.queries.late import REMINDED, LatePerson, late_people
from audits.queries.moderation_choice import CHOSEN, choice_in_words
from audits.queries.moderation_notes import ModerationNotes, notes_of
from audits.queries.next_step import NextStep, next_step, raise_href
from audits.queries.section_answers import DISMISSED, WRITING_VERBS
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.calculations import THIRD_GRADE
from foundation.council.clock import today
from foundation.council.months import month_name
from foundation.council.words import in_our_words
from foundation.govuk.formats import uk_date

# What an auditor does while writing: one line a day in the history, not one a section.
WRITING = {*WRITING_VERBS, DISMISSED}
# What somebody who moderates blind may know of before they have graded, besides what they did themselves.
GIVES_NOTHING_AWAY = {*WRITING, "audit.added", "audit.allocated", "audit.declared", "audit.start", "audit.submit"}


@dataclass(frozen=True)
class GradeRow:
    """A domain, or overall where `is_overall`: the auditor's grade as first submitted, and the agreed one.

    `in_full` where the page first uses a grade that has a long wording; `between` are the grades of earlier versions that
    were submitted after the first, each with its version's day.
    """

    name: str
    before: str
    after: str
    evidence: str
    evidence_again: str
    no_action_reason: str
    resubmitted: str
    change_reason: str
    change_kind: str
    moderator: str
    moderator_reason: str
    is_overall: bool = False
    in_full: bool = False
    between: tuple[tuple[str, str], ...] = ()

    @property
    def is_changed(self) -> bool:
        return bool(self.before and self.after and self.before != self.after)


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
    step: NextStep
    rows: list[GradeRow]
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
    raise_href: str
    late: list[LatePerson]

    @property
    def remind_url(self) -> str:
        return reverse("audits:remind", args=[self.audit.cycle.code], query={"audit": self.audit.number})


def audit_page(audit: Audit, person: Person, on: datetime.date) -> AuditPage:
    """Everything that the page of one audit shows to `person`, who may see it."""
    submitted, own = audit.submitted_on is not None, audit.auditor_id == person.pk
    # What an auditor has not submitted is theirs alone, on first writing and after a return.
    content = own or (submitted and audit.state != State.IN_PROGRESS)
    hidden = not sees_grades(person, audit)
    judgements = list(audit.judgements.select_related("domain"))
    step = next_step(audit, person, on)
    rows = grade_rows(audit, judgements, draft=own and not submitted) if (submitted or own) and not hidden else []
    findings = list(audit.findings.select_related("domain").order_by("pk")) if content else []
    return AuditPage(
        audit=audit,
        facts=facts_of(audit),
        step=step,
        rows=first_in_full(with_versions(rows, audit, person)),
        is_draft=own and not submitted,
        is_provisional=submitted and audit.state in (State.SUBMITTED, State.IN_PROGRESS),
        is_hidden=hidden,
        strengths=[finding for finding in findings if finding.kind == FindingKind.STRENGTH],
        areas=[finding for finding in findings if finding.kind == FindingKind.AREA],
        voices=list(audit.voices.all()) if content else [],
        replied=replied(audit) if content else None,
        actions=list(audit.actions.visible_to(person).select_related("owner")),
        observations=list(audit.observations.visible_to(person).select_related("observer")),
        history=history_of(audit, judgements, person, is_blind=hidden),
        response=None if hidden else getattr(audit, "response", None),
        notes=notes_of(getattr(audit, "moderation_record", None)) if audit.is_finished and sees_moderation_record(person, audit) else None,
        raise_href="" if step.is_raising or hidden else raise_href(audit, person),
        late=late_people(audit.cycle, on, person, audit) if can_lead(person) else [],
    )


Places = dict[tuple[int | None, str], Judgement]


def facts_of(audit: Audit) -> list[dict[str, Any]]:
    """The rows of the summary card."""
    facts = [
        ("Case ID", audit.case_id),
        ("Team", audit.team),
        ("Allocated worker", audit.allocated_worker),
        ("Plan type", in_our_words(audit.get_plan_type_display())),
        ("Age", audit.get_age_band_display()),
        ("Cohort", audit.cohort),
        ("Month", month_name(audit.cycle.month)),
        *_windows(audit.cycle),
        ("Auditor", audit.auditor),
        ("Moderator", audit.moderator),
        *_due(audit),
    ]
    return [{"key": key, "value": value or "Not given"} for key, value in facts]


def _due(audit: Audit) -> list[tuple[str, str]]:
    """Until when whoever has it now has it."""
    line = due_line(audit, today())
    return [("Moderation due" if audit.state == State.SUBMITTED else "Audit due", line)] if line else []


def _windows(cycle: Cycle) -> list[tuple[str, str]]:
    """What is read and what is judged, where the month's plan says so."""
    windows = (("Look back", cycle.look_back_from, cycle.look_back_to), ("Judge practice of", cycle.judgement_from, cycle.judgement_to))
    return [(name, f"{uk_date(first)} to {uk_date(last)}") for name, first, last in windows if first and last]


def grade_rows(audit: Audit, judgements: Iterable[Judgement], *, draft: bool = False) -> list[GradeRow]:
    """A row for each domain in the tool's order and one for the overall judgement; before is what was first submitted."""
    by_place = {(row.domain_id, row.stage): row for row in judgements}
    before_stage = Stage.AUDITOR if draft else Stage.PRE
    places: list[tuple[int | None, str]] = [(domain.pk, domain.name) for domain in domains_asked(audit)]
    is_again = audit.resubmitted_on is not None and audit.state != State.IN_PROGRESS
    return [_grade_row(by_place, before_stage, pk, name, is_again) for pk, name in [*places, (None, "Overall judgement")]]


def _resubmitted(final: Judgement, before: Judgement, is_again: bool) -> str:
    """The auditor's grade as submitted again after a return, where it is another."""
    return grade_word(final.grade) if is_again and final.grade != before.grade else ""


def with_versions(rows: list[GradeRow], audit: Audit, person: Person) -> list[GradeRow]:
    """The rows with what the auditor gave in each version between the first and the latest, where `person` may read it."""
    between = list(AuditVersion.objects.visible_to(person).filter(audit=audit, number__gt=1)) if rows and audit.resubmitted_on else []
    if not between:
        return rows
    places: dict[str, int | None] = {domain.name: domain.pk for domain in audit.tool.domains.all()}
    return [replace(row, between=tuple(_given_in(version, places.get(row.name)) for version in between)) for row in rows]


def _given_in(version: AuditVersion, domain: int | None) -> tuple[str, str]:
    given = version.content["judgements"]
    grade = next((row["grade"] for row in given if row["stage"] == Stage.AUDITOR and row["domain"] == domain), "")
    return f"Version {version.number}, {uk_date(version.submitted_on)}", grade_word(grade)


def first_in_full(rows: list[GradeRow]) -> list[GradeRow]:
    place = next((place for place, row in enumerate(rows) if THIRD_GRADE in (row.before, row.resubmitted, row.after)), None)
    return [replace(row, in_full=at == place) for at, row in enumerate(rows)]


def _grade_row(by_place: Places, before_stage: Stage, pk: int | None, name: str, is_again: bool) -> GradeRow:
    nothing = Judgement()
    before, final = by_place.get((pk, before_stage), nothing), by_place.get((pk, Stage.AUDITOR), nothing)
    after = by_place.get((pk, Stage.AGREED), nothing)
    moderator = by_place.get((pk, Stage.MODERATOR), nothing) if after.grade else nothing
    return GradeRow(
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


def history_of(audit: Audit, judgements: list[Judgement], reader: Person, *, is_blind: bool = False) -> list[HistoryItem]:
    """What happened, newest first. Answers saved by one person on one day are one line; moderation says which grades moved and why.

    A `reader` who moderates it blind reads what gives no grade away, and their own acts.
    """
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
        changes = _changes(audit, judgements) if entry == last_moderation else ()
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
    return str(facts.get("reason", ""))


def _reason_of_change(entry: Entry, audit: Audit, reader: Person) -> str:
    """Why people changed, in the lead's words, which may say what a moderator must not know yet: for leads who do not moderate it."""
    return str(entry.facts.get("reason", "")) if can_lead(reader) and audit.moderator_id != reader.pk else ""


def _changes(audit: Audit, judgements: list[Judgement]) -> tuple[dict[str, str], ...]:
    rows = [row for row in grade_rows(audit, judgements) if row.is_changed]
    return tuple(
        {"name": row.name, "before": row.before, "after": row.after, "kind": row.change_kind, "reason": row.change_reason} for row in rows
    )
