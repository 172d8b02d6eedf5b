"""What the pages of a month show: how far each stage is, who is late, what to do next."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from audits.allocation.pages.plan_changes import changes_of_plan
from audits.calculations import MonthProgressCounts, MonthStanding
from audits.cycles.pages.month_statistics import withdrawn_words
from audits.enums import CountedBy, CountedState
from audits.lateness.pages import LateInMonth, late_in, place_of_month
from audits.models import Audit, Cycle
from audits.moderation.pages.replies import MonthReplies, replies_of_month
from audits.moderation.pages.selection_rate import moderated_words
from audits.optional_url import optional_url
from audits.overview.queries.month import MonthRead, month_read
from audits.pages.due_days import moved_sentences
from audits.permissions import can_plan_cycles, reads_every_audit
from audits.practitioner.pages.letter import letters_of_month
from audits.queries.due_days import moved_in
from audits.queries.grade_words import grade_word
from audits.queries.month_groups import AuditGroup
from audits.risks.pages import sentences_of_month
from foundation.accounts.models import Person
from foundation.chasing.pages import remind_url
from foundation.documents.formats import uk_date
from foundation.govuk.paging import RowsOfQuery

WAITING, PART_DONE, DONE, NOT_NEEDED, SHORT = "Not started", "In progress", "Complete", "Not needed", "Short, with a reason"
# Reports belong to a room above: how far they are is said there.
UNKNOWN = ""
UNDONE = (WAITING, PART_DONE, UNKNOWN)
COLOURS = {WAITING: "grey", PART_DONE: "blue", DONE: "green", NOT_NEEDED: "grey", SHORT: "yellow"}


@dataclass(frozen=True)
class CycleStage:
    """One row of the month's task list, and the button when it is the next."""

    text: str
    status: str
    hint: str = ""
    href: str = ""
    act: str = ""

    @property
    def colour(self) -> str:
        return COLOURS.get(self.status, "")


@dataclass(frozen=True)
class AuditRow:
    """An audit with its overall grades in words."""

    audit: Audit
    before: str
    after: str
    is_hidden: bool = False


@dataclass(frozen=True)
class CyclePage:
    month: MonthRead
    progress: MonthProgressCounts
    stages: list[CycleStage]
    next_stage: CycleStage | None
    rows: RowsOfQuery
    late: LateInMonth = LateInMonth(())
    withdrawn: str = ""
    moderated: list[str] = field(default_factory=list)
    plan_changes: list[str] = field(default_factory=list)
    risks: list[str] = field(default_factory=list)
    replies: MonthReplies | None = None

    @property
    def remind_url(self) -> str:
        return remind_url(place_of_month(self.month.cycle))


def cycle_page(cycle: Any, person: Person, today: datetime.date) -> CyclePage:
    """Everything that the page of one month shows to `person`, of a cycle that carries what is exempted."""
    month = month_read(cycle, person)
    progress = month.groups.progress(cycle.expected, cycle.exempted)
    audits = cycle.audits.visible_to(person).for_page().with_overall(person).order_by("number")
    known = month.groups.count() if reads_every_audit(person) else None
    leads = can_plan_cycles(person)
    stages = _stages(month, progress, leads)
    return CyclePage(
        month=month,
        progress=progress,
        stages=stages,
        next_stage=_next_act(cycle, stages) if leads else None,
        rows=RowsOfQuery(audits.with_last_version(), audit_rows, known),
        late=late_in(cycle, today, person) if leads else LateInMonth(()),
        withdrawn=withdrawn_words(month.groups),
        moderated=[] if month.hides_choices else moderated_words(cycle, person, month.counted),
        plan_changes=_changes(month),
        risks=sentences_of_month(cycle) if month.has_risks else [],
        replies=replies_of_month(cycle, person, month.counted),
    )


def _changes(month: MonthRead) -> list[str]:
    changed = changes_of_plan(month.cycle, month.exemptions, None if month.was_changed else ())
    return changed + moved_sentences(moved_in(month.cycle)) if month.has_moved else changed


def audit_rows(audits: Iterable[Any]) -> list[AuditRow]:
    """Of audits `with_overall`."""
    return [AuditRow(audit, grade_word(audit.overall_pre), grade_word(audit.overall_agreed), audit.grades_hidden) for audit in audits]


def _next_act(cycle: Cycle, stages: list[CycleStage]) -> CycleStage | None:
    """The first stage that something can be done about; of a paused month none."""
    return None if cycle.is_paused else next((stage for stage in stages if stage.act and stage.status in UNDONE), None)


def _status(count: int, of: int) -> str:
    """Complete is n of n, of at least one; a stage with nothing to do says so itself."""
    if of and count >= of:
        return DONE
    return PART_DONE if count else WAITING


def _stages(month: MonthRead, progress: MonthProgressCounts, leads: bool) -> list[CycleStage]:
    cycle = month.cycle
    return [
        _records(month, progress, leads),
        _allocation(month, progress, leads),
        CycleStage(
            "Audits", _status(progress.handed_in, progress.audits), _audits_hint(cycle, progress), "#audits" if progress.audits else ""
        ),
        _moderation(cycle, progress, _left_out(month)),
        _feedback(month),
        _observations(month),
        *(stage_of(cycle, progress) for stage_of in _stages_above()),
        _report(progress),
    ]


@cache
def _stages_above() -> tuple[Callable[[Cycle, MonthProgressCounts], CycleStage], ...]:
    """What each app above names as `stage_of_month`."""
    return tuple(import_string(name) for config in apps.get_app_configs() if (name := getattr(config, "stage_of_month", "")))


def _records(month: MonthRead, progress: MonthProgressCounts, leads: bool) -> CycleStage:
    """A sample is drawn first; what it lacks is added by hand."""
    cycle = month.cycle
    status, hint = _records_status(cycle, progress)
    adds = month.is_sampled and status not in (DONE, SHORT)
    act, name = ("Add a record", "audits:add-audit") if adds else ("Draw a sample", "audits:sample")
    return CycleStage("Records added", status, hint, reverse(name, args=[cycle.code]) if leads else "", act)


def _records_status(cycle: Cycle, progress: MonthProgressCounts) -> tuple[str, str]:
    if progress.expected is None:
        return _status(progress.audits, progress.audits), f"{progress.audits} of {progress.audits} added; no number is expected"
    if not progress.aim:
        return NOT_NEEDED, f"{progress.audits} added; none is expected"
    if progress.audits > progress.aim:
        return DONE, f"{progress.aim} of {progress.aim} expected, and {progress.audits - progress.aim} more"
    hint = f"{progress.audits} of {progress.aim} expected"
    if cycle.shortfall_reason and progress.audits < progress.aim:
        return SHORT, f"{hint}; the reason for the shortfall is in the plan"
    return _status(progress.audits, progress.aim), hint


def _report(progress: MonthProgressCounts) -> CycleStage:
    href = optional_url("reports:list")
    act = "Open the Board reports" if href and progress.is_agreed else ""
    return CycleStage("Findings and report", UNKNOWN, "What this month showed, for the Board", href, act)


def _allocation(month: MonthRead, progress: MonthProgressCounts, leads: bool) -> CycleStage:
    """Done when every live audit has an auditor, and a moderator where the month is moderated."""
    moderated = month.cycle.moderation_required

    def lacks_somebody(group: AuditGroup) -> bool:
        return group.is_live and not group.is_finished and (group.auditor is None or (moderated and not group.has_moderator))

    allocated = progress.audits - month.groups.count(lacks_somebody)
    href = reverse("audits:allocation", args=[month.cycle.code]) if leads else ""
    hint = f"{allocated} of {progress.audits} have everyone they need"
    return CycleStage("Allocated", _status(allocated, progress.audits), hint, href, "Allocate" if progress.audits else "")


def _audits_hint(cycle: Cycle, progress: MonthProgressCounts) -> str:
    due = f", due {uk_date(cycle.audits_due)}" if cycle.audits_due else ""
    back = f"; {progress.given_back_words}" if progress.given_back else ""
    return f"{progress.handed_in} of {progress.audits} submitted{due}{back}"


def _left_out(month: MonthRead) -> str:
    """Which submitted audits are not agreed now, as they are counted."""
    states = Counter[str]()
    for by, _, _, state, audits in month.counted:
        states[state] += audits if by == CountedBy.ALL else 0
    again, back, waiting = (states[each] for each in (CountedState.OPENED_AGAIN, CountedState.SENT_BACK, CountedState.WAITING))
    return MonthStanding(opened_again=again, sent_back=back, waiting=waiting).left_out_words


def _moderation(cycle: Cycle, progress: MonthProgressCounts, left_out_words: str) -> CycleStage:
    if not cycle.moderation_required:
        return CycleStage("Moderation", NOT_NEEDED, "This month’s audits are not moderated")
    due = f", due {uk_date(cycle.moderation_due)}" if cycle.moderation_due else ""
    left_out = f"; {left_out_words}" if left_out_words else ""
    hint = f"{progress.finished} of {progress.audits} audits moderated or released{due}{left_out}"
    return CycleStage("Moderation", _status(progress.finished, progress.audits), hint, "#audits" if progress.submitted else "")


def _feedback(month: MonthRead) -> CycleStage:
    """Letters to practitioners on finished audits, and how many of them were acknowledged."""
    feedback = letters_of_month(month.cycle, month.groups)
    if not feedback.of:
        return CycleStage("Feedback", NOT_NEEDED, "No audit of this month has a practitioner to write to")
    # What was given and nobody has read is not complete.
    status = DONE if feedback.acknowledged >= feedback.of else PART_DONE if feedback.given else WAITING
    return CycleStage("Feedback", status, feedback.words, "#audits")


def _observations(month: MonthRead) -> CycleStage:
    """Observations belong to a room above this one: linked by name."""
    planned, recorded = month.planned, month.recorded
    hint = f"{recorded} of {planned + recorded} recorded" if planned or recorded else "None asked for"
    status = _status(recorded, planned + recorded) if planned or recorded else NOT_NEEDED
    return CycleStage("Observations", status, hint, optional_url("observations:list"))
