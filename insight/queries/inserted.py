"""Computed facts that stand in texts, and what happened to the audits and figures behind them since."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from audits.models import Audit
from audits.querysets import monthly
from foundation.activity.models import Entry
from foundation.council.months import month_code
from insight.enums import Happened
from insight.models import InsertedFact
from performance.models import Import

# What may change what a fact counts, by the verb with which the trail of audits has it.
_HAPPENED = {
    "audit.submit": Happened.SUBMITTED,
    "audit.return": Happened.SENT_BACK,
    "audit.moderate": Happened.MODERATED,
    "audit.release": Happened.RELEASED,
    "audit.withdraw": Happened.WITHDRAWN,
    "audit.reopen_submitted": Happened.OPENED_AGAIN,
    "audit.reopen_moderated": Happened.OPENED_AGAIN,
    "audit.reopen_released": Happened.OPENED_AGAIN,
    "audit.remoderate_moderated": Happened.OPENED_AGAIN,
    "audit.remoderate_released": Happened.OPENED_AGAIN,
    "audit.imported": Happened.IMPORTED,
    "audit.restated": Happened.IMPORTED,
    "audit.answered": Happened.ANSWERED,
    "audit.facts_corrected": Happened.CORRECTED,
}
_FIGURES = {"indicator.imported", "indicator.import_undone"}
# An entry of the trail, what happened by it, and the audit.
_Change = tuple[int, Happened, str]


def inserted_at(target: models.Model, place: str | None = None) -> QuerySet[InsertedFact]:
    """In one text, or in all texts of a report where no `place` is named."""
    rows = inserted_in([target])
    return rows if place is None else rows.filter(place=place)


def inserted_in(targets: Sequence[models.Model]) -> QuerySet[InsertedFact]:
    """In the texts of several rows of one model, which are stored."""
    if not targets:
        return InsertedFact.objects.none()
    keys = [str(target.pk) for target in targets if target.pk]
    return InsertedFact.objects.filter(target_type=ContentType.objects.get_for_model(targets[0]), target_id__in=keys)


def happened_since(rows: Collection[InsertedFact]) -> dict[int, Counter[Happened]]:
    """By fact: to how many audits that it may count something happened after it was inserted, by what; how often figures were imported."""
    after = min((row.after_entry for row in rows), default=0)
    later = Entry.objects.filter(pk__gt=after).order_by()
    entries = later.of_type(Audit).filter(verb__in=_HAPPENED).values_list("pk", "verb", "target_id") if rows else []
    changes = [(pk, _HAPPENED[verb], target) for pk, verb, target in entries]
    audits = _months_and_cohorts({target for _, _, target in changes})
    figures = list(later.of_type(Import).filter(verb__in=_FIGURES).values_list("pk", flat=True)) if rows else []
    return {row.pk: _of_row(row, changes, audits, figures) for row in rows}


@dataclass(frozen=True)
class HappenedToAudit:
    """One thing that may change what is counted, from the trail of an audit; `why` where somebody gave a reason."""

    audit: int
    month: datetime.date
    what: Happened
    day: datetime.date
    why: str = ""


def happened_to_audits(numbers: Collection[str], after: int) -> list[HappenedToAudit]:
    """To these audits since the entry `after` of the trail, the oldest first."""
    entries = Entry.objects.filter(pk__gt=after).of_type(Audit).filter(verb__in=_HAPPENED, target_id__in=numbers) if numbers else []
    found = [(int(entry.target_id), _HAPPENED[entry.verb], entry.day, str(entry.facts.get("reason") or "")) for entry in entries]
    months = dict(Audit.objects.filter(pk__in={number for number, *_ in found}).values_list("pk", "cycle__month")) if found else {}
    return [HappenedToAudit(number, months[number], what, day, why) for number, what, day, why in found if number in months]


def _months_and_cohorts(audits: Collection[str]) -> dict[str, tuple[str, str]]:
    rows = Audit.objects.filter(monthly(), pk__in=audits).order_by().values_list("pk", "cycle__month", "cohort") if audits else []
    return {str(pk): (month_code(month), cohort) for pk, month, cohort in rows}


def _of_row(
    row: InsertedFact, changes: Iterable[_Change], audits: Mapping[str, tuple[str, str]], figures: Iterable[int]
) -> Counter[Happened]:
    """Of one cohort's fact its audits, and those corrected, which may have been in it."""
    told: dict[Happened, set[str]] = defaultdict(set)
    for pk, what, target in changes:
        month, cohort = audits.get(target, ("", ""))
        if pk > row.after_entry and month in row.months and (row.cohort in ("", cohort) or what == Happened.CORRECTED):
            told[what].add(target)
    counted = Counter({what: len(found) for what, found in told.items()})
    counted[Happened.FIGURES] = sum(pk > row.after_entry for pk in figures)
    return +counted
