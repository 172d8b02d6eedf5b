"""What an approved report would say otherwise today, and what was read for it that has changed since."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from foundation.accounts.reader import read_in_full
from foundation.activity.models import Entry
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.seals import InputKind, Inputs, inputs_noted
from insight.queries.inserted import HappenedToAudit, happened_to_audits
from performance.models import Restatement, Value
from reports.composing import compose
from reports.composing.learning import ACTIONS, ACTIONS_SAID, NOW_COLUMNS
from reports.composing.restated import restated_months
from reports.differences import RestatedCell, restated_cells
from reports.models import Report
from reports.sections import REPEATED
from reports.stored import SEAL_INPUTS

from .drafts import document_of, draft_of, shown_in
from .seals import APPROVED, seal_of


@dataclass(frozen=True)
class ChangedFigure:
    """A figure, or one that came since, with the file that it comes from; `was` is empty where nothing was known of it."""

    indicator: str
    month: datetime.date
    was: str
    file: str
    day: datetime.date


@dataclass(frozen=True)
class Ledger:
    """`months` has a sentence for each month whose overall grades are others. `changed` counts, by kind, the rows that are others now than
    when they were read, or new; None where it is not known what was read.
    """

    cells: Sequence[RestatedCell]
    months: Mapping[datetime.date, str]
    audits: Sequence[HappenedToAudit]
    figures: Sequence[ChangedFigure]
    changed: Mapping[InputKind, int] | None


def ledger_of(report: Report) -> Ledger:
    """Of an approved edition; the same for everybody. Without what was open or overdue on its day, which can no longer be counted."""
    return cached_until_trail_changes(f"ledger-{report.pk}", lambda: _ledger(report))


def _ledger(report: Report) -> Ledger:
    with read_in_full(), inputs_noted() as now:
        document = compose(draft_of(report), on=report.approved_on)
        months = {shown.month: sentence for shown, sentence in restated_months(shown_in(report))}
    cells = [cell for cell in restated_cells(document_of(report), document) if cell.key not in REPEATED and not _is_of_the_day(cell)]
    seal = seal_of(report)
    then = SEAL_INPUTS.read(seal.inputs) if seal else None
    if then is None:
        return Ledger(cells, months, _audits(report, set(now.get(InputKind.AUDIT, {}))), [], None)
    changed = _changed(then, now)
    figures = _figures(changed.get(InputKind.FIGURE, set()))
    return Ledger(
        cells, months, _audits(report, changed.get(InputKind.AUDIT, set())), figures, {kind: len(changed[kind]) for kind in changed}
    )


def _audits(report: Report, numbers: set[str]) -> list[HappenedToAudit]:
    """What happened to them since the report was approved."""
    approval = Entry.objects.of(report).filter(verb=APPROVED).order_by("-pk").values_list("pk", flat=True).first()
    return happened_to_audits(numbers, approval or 0)


def _is_of_the_day(cell: RestatedCell) -> bool:
    """What stood open on the day of approval: nobody can count that again, since actions have gone on."""
    if cell.key == ACTIONS and cell.table:
        return cell.column in NOW_COLUMNS or not cell.column
    return not cell.table and any(said.startswith(ACTIONS_SAID) for said in (cell.was, cell.now))


def _changed(then: Inputs, now: Inputs) -> dict[InputKind, set[str]]:
    """The keys of what is another version, or was not read then, or is not read now."""
    found = {}
    for kind in InputKind:
        was, is_now = then.get(kind, {}), now.get(kind, {})
        if keys := {key for key in was.keys() | is_now.keys() if was.get(key) != is_now.get(key)}:
            found[kind] = keys
    return found


def _figures(keys: set[str]) -> list[ChangedFigure]:
    numbers = {int(key) for key in keys}
    values = Value.objects.filter(pk__in=numbers).select_related("indicator__measure", "source").order_by("indicator__position", "month")
    restated = {row.value_id: row for row in Restatement.objects.filter(value__in=numbers).order_by("pk")}
    return [_figure(each, restated.get(each.pk)) for each in values]


def _figure(value: Value, restated: Restatement | None) -> ChangedFigure:
    was = "" if restated is None else restated.was_mark if restated.was is None else format(restated.was.normalize(), "f")
    return ChangedFigure(value.indicator.shown_label, value.month, was, value.source.file_name, localtime(value.source.imported_at).date())
