"""What an approved report would say otherwise today, and what was read for it that has changed since."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.accounts.reader import read_in_full
from foundation.activity.models import Entry
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.clock import in_our_days
from foundation.seals import InputKind, Inputs, inputs_noted
from insight.queries.inserted import HappenedToAudit, happened_to_audits
from performance.models import Restatement, Value
from reports.composing import compose
from reports.composing.restated import restated_months
from reports.differences import RestatedCell, restated_cells
from reports.models import Report
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
    """Of an approved edition, as of the day of its approval, since what has become overdue is no restatement; the same for everybody."""
    return cached_until_trail_changes(f"ledger-{report.pk}", lambda: _ledger(report))


def _ledger(report: Report) -> Ledger:
    with read_in_full(), inputs_noted() as now:
        document = compose(draft_of(report), on=report.approved_on)
        months = {shown.month: sentence for shown, sentence in restated_months(shown_in(report))}
    cells = restated_cells(document_of(report), document)
    seal = seal_of(report)
    then = SEAL_INPUTS.read(seal.inputs) if seal else None
    changed = _changed(then, now) if then is not None else None
    after = Entry.objects.of(report).filter(verb=APPROVED).order_by("-pk").values_list("pk", flat=True).first() or 0
    of_audits = changed.get(InputKind.AUDIT, set()) if changed is not None else set(now.get(InputKind.AUDIT, {}))
    audits = happened_to_audits(of_audits, after) if cells or months else []
    figures = _figures(changed.get(InputKind.FIGURE, set())) if changed and cells else []
    counted = {kind: len(keys) for kind, keys in changed.items()} if changed is not None else None
    return Ledger(cells, months, audits, figures, counted)


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
    return ChangedFigure(
        value.indicator.shown_label, value.month, was, value.source.file_name, in_our_days(value.source.imported_at).date()
    )
