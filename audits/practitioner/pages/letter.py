"""What was found, as the practitioner and their manager read it; the letter's first draft; how far feedback is."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from audits.enums import FindingKind
from audits.models import Audit, Cycle, FeedbackLetter, Finding, VoiceHeard
from audits.pages.summary import StageGradeRow, first_in_full, grade_rows
from audits.permissions import can_write_letter, is_its_worker
from audits.practitioner.queries.sent_letter import sent_letter
from audits.queries.applicability import Applicability
from audits.queries.identity_check import finds_in_words
from audits.queries.month_groups import MonthGroups
from audits.responses.queries.challenges import challenge_until
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date
from foundation.guard.free_text import GRADE, Find
from foundation.statistics import count_of, rounded_percentage


@dataclass(frozen=True)
class EarlierLetter:
    """A letter that was sent and no longer is the one on how the audit ended, and why."""

    pk: int
    sent_on: datetime.date | None
    why: str


@dataclass(frozen=True)
class LetterPage:
    """In plain order: what is strong, what to improve, what follows; then the grades and what moderation changed."""

    audit: Audit
    strengths: list[Finding]
    areas: list[Finding]
    voices: list[VoiceHeard]
    actions: list[Any]
    rows: list[StageGradeRow]
    letter: FeedbackLetter | None
    earlier: list[EarlierLetter]
    state: str
    may_write: bool
    may_acknowledge: bool

    @property
    def changes(self) -> list[StageGradeRow]:
        return [row for row in self.rows if row.is_changed]


def letter_page(audit: Audit, person: Person, on: datetime.date) -> LetterPage:
    """Of a finished audit that `person` may see. The moderator's notes on the audit itself are not in it."""
    findings = list(audit.findings.order_by("pk"))
    letter = sent_letter(audit)
    mine = letter is not None and letter.addressed_to_id == person.pk
    return LetterPage(
        audit=audit,
        strengths=[finding for finding in findings if finding.kind == FindingKind.STRENGTH],
        areas=[finding for finding in findings if finding.kind == FindingKind.AREA],
        voices=list(audit.voices.all()),
        actions=actions_of(audit),
        rows=first_in_full(grade_rows(Applicability(audit), audit.judgements.select_related("domain"))),
        letter=letter,
        earlier=_earlier(audit, letter, person),
        state=state_of(audit, letter, on),
        may_write=letter is None and audit.allocated_worker is not None and can_write_letter(person, audit),
        may_acknowledge=mine and letter is not None and letter.acknowledged_on is None,
    )


def _earlier(audit: Audit, letter: FeedbackLetter | None, person: Person) -> list[EarlierLetter]:
    """Whose work it is does not read what went to somebody who was wrongly recorded in their place."""
    sent = audit.letters.sent().exclude(pk=letter.pk if letter else None).select_related("addressed_to")
    if is_its_worker(person, audit):
        sent = sent.filter(addressed_to=person)
    return [EarlierLetter(each.pk, each.sent_on, _why_earlier(audit, each)) for each in sent]


def _why_earlier(audit: Audit, letter: FeedbackLetter) -> str:
    if letter.addressed_to_id == audit.allocated_worker_id:
        return "before the audit was opened again"
    return f"to {letter.addressed_to}, who was recorded as the worker until it was corrected"


def actions_of(audit: Audit) -> list[Any]:
    """Every action that stands. Who may read what was found may know what follows from it."""
    return list(audit.actions.standing().select_related("owner").order_by("due", "number"))


def state_of(audit: Audit, letter: FeedbackLetter | None, on: datetime.date) -> str:
    if audit.allocated_worker is None:
        return "No allocated worker to write to"
    if letter is None:
        return "No letter sent yet"
    if letter.acknowledged_on:
        return f"{letter.addressed_to} acknowledged it on {uk_date(letter.acknowledged_on)}"
    due = due_in_words(letter.read_by, on) if letter.read_by else ""
    return f"Sent to {letter.addressed_to} on {uk_date(letter.sent_on)}; to be read by {uk_date(letter.read_by)}, {due}"


def first_draft(audit: Audit) -> dict[str, str]:
    """The letter as the findings, actions and agreed grades alone would write it."""
    findings = list(audit.findings.order_by("pk"))
    return {
        "opening": _opening(audit),
        "strengths": _lines(finding.text for finding in findings if finding.kind == FindingKind.STRENGTH),
        "areas": _lines(finding.text for finding in findings if finding.kind == FindingKind.AREA),
        "next_steps": _lines(
            f"{action.what} ({action.owner or 'owner to be named'}, by {uk_date(action.due)})" for action in actions_of(audit)
        ),
        "closing": _closing(audit),
    }


def _opening(audit: Audit) -> str:
    overall = next((row.after for row in grade_rows(Applicability(audit), audit.judgements.select_related("domain")) if row.is_overall), "")
    judged = f" The agreed overall judgement is {overall}." if overall else ""
    by = f", done by {audit.auditor}" if audit.auditor else ""
    name = audit.allocated_worker.name if audit.allocated_worker else "colleague"
    return (
        f"Dear {name},\n\nThis letter is about the audit of the record {audit.case_id} in {audit.cycle}{by}. "
        f"It says what is strong, what to improve and what happens next.{judged}"
    )


def _closing(audit: Audit) -> str:
    until = challenge_until(audit)
    still = until is not None and until >= today()
    challenge = f" If you think that something is wrong, your manager can challenge the audit until {uk_date(until)}." if still else ""
    return f"Thank you for your work with this child. Please say in your reply what you take from this.{challenge}"


def _lines(texts: Iterable[str]) -> str:
    """A line each, whatever line breaks are inside."""
    return "\n".join(" ".join(text.split()) for text in texts)


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def warned_in_letter(letter: FeedbackLetter) -> list[Find]:
    """What the guard finds in the letter, but for the people that it is about: grades are in order here."""
    audit = letter.audit
    people = [letter.addressed_to, audit.auditor, audit.moderator, *(action.owner for action in actions_of(audit))]
    names = {person.name for person in people if person}
    found = finds_in_words(audit, letter.opening, letter.strengths, letter.areas, letter.next_steps, letter.closing)
    return [find for find in found if find.kind != GRADE and not any(name in find.text for name in names)]


@dataclass(frozen=True)
class LettersOfMonth:
    """Of audits with somebody to write to: how many letters were sent, and how many acknowledged. `later` of them have no agreed
    grades yet, so that nothing can be given.
    """

    of: int
    given: int
    acknowledged: int
    later: int = 0

    @property
    def words(self) -> str:
        if not self.of:
            return "After moderation"
        later = f"; {self.later} after moderation" if self.later else ""
        return f"Given on {self.given} of {self.of}, {self.acknowledged} acknowledged{later}"


def letters_sent(audits: QuerySet[Audit]) -> LettersOfMonth:
    due = Audit.objects.with_letter_due().filter(pk__in=audits.values("pk"))
    letters = FeedbackLetter.objects.current().sent().filter(audit__in=due.values("pk"))
    counted = letters.aggregate(
        given=Count("audit", distinct=True), acknowledged=Count("audit", filter=Q(acknowledged_on__isnull=False), distinct=True)
    )
    return LettersOfMonth(due.count(), **counted)


def letters_of_month(cycle: Cycle, groups: MonthGroups) -> LettersOfMonth:
    """Of every audit of the month, also of those whose grades are not agreed yet: they too will have a letter."""
    due = groups.count(lambda group: group.is_finished and group.expects_letter)
    given = due - groups.count(lambda group: group.letter_owed)
    later = groups.count(lambda group: group.is_live and not group.is_finished and group.expects_letter)
    if not given:
        return LettersOfMonth(due + later, 0, 0, later)
    # Most are read before long: those that are not are fewer.
    letters = FeedbackLetter.objects.current().sent()
    read = Exists(letters.filter(audit=OuterRef("audit"), acknowledged_on__isnull=False))
    of_month = Exists(cycle.audits.filter(pk=OuterRef("audit"), imported=False))
    unread = FeedbackLetter.objects.unread().filter(of_month, ~read)
    return LettersOfMonth(due + later, given, given - len(set(unread.order_by().values_list("audit", flat=True))), later)


def letters_sentence(first: datetime.date, last: datetime.date) -> str:
    """How many practitioners of the months from `first` to `last` had a letter, for a report; empty where none is due yet."""
    feedback = letters_sent(Audit.objects.filter(cycle__in=Cycle.objects.in_period(first, last)))
    if not feedback.of:
        return ""
    told = f"Practitioners had a letter of feedback on {_rate(feedback.given, feedback.of)} audits with agreed grades"
    return f"{told}; {_rate(feedback.acknowledged, feedback.given)} letters were acknowledged." if feedback.given else f"{told}."


def _rate(count: int, of: int) -> str:
    return f"{count_of(count, of)} ({rounded_percentage(count, of)}%)"
