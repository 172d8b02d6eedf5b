"""Of each auditor and month the latest moderated audits, and the latest up to then: they follow the audits, as the counts do."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from audits.calculations.counted import lines_of_text
from audits.calculations.latest import LATEST, ModeratedAudit, latest_as_text, latest_of, latest_of_text, moderated_audit, summed
from audits.enums import AuditState
from audits.models import Audit, AuditorMonth, Cycle
from audits.querysets import monthly

# An auditor and a month, by their keys.
Pair = tuple[int, int]
_FIELDS = ("latest", "audits", "agreed_compared", "agreed_up", "agreed_down", "own_compared", "own_up", "own_down")


def keep_latest(pairs: Collection[Pair]) -> None:
    """Call it once the audits of these auditors and months are counted again. Four queries, and two that write."""
    if not pairs:
        return
    auditors = {auditor for auditor, _ in pairs}
    kept = {(row.auditor_id, row.cycle_id): row for row in _locked(auditors)}
    found = latest_moderated(pairs)
    texts = {pair: row.latest for pair, row in kept.items()} | {pair: latest_as_text(found.get(pair, ())) for pair in pairs}
    wanted = {(row.auditor_id, row.cycle_id): row for row in rows_of_latest(texts)}
    AuditorMonth.objects.filter(pk__in=[row.pk for pair, row in kept.items() if pair not in wanted]).delete()
    changed = [row for pair, row in wanted.items() if pair not in kept or _values(kept[pair]) != _values(row)]
    unique = ["auditor", "cycle"]
    AuditorMonth.objects.bulk_create(changed, batch_size=500, update_conflicts=True, unique_fields=unique, update_fields=_FIELDS)


def _locked(auditors: Iterable[int]) -> Iterable[AuditorMonth]:
    return AuditorMonth.objects.select_for_update().filter(auditor__in=auditors).order_by("pk")


def _values(row: AuditorMonth) -> tuple:
    return tuple(getattr(row, name) for name in _FIELDS)


def latest_moderated(pairs: Collection[Pair] | None = None) -> dict[Pair, list[ModeratedAudit]]:
    """Of each of these auditors and months, or of all, the latest ten of the month’s own whose moderator had not seen the grades."""
    moderated = Audit.objects.filter(monthly(), state=AuditState.MODERATED, moderated_knowing=False, auditor__isnull=False)
    if pairs is not None:
        moderated = moderated.filter(auditor__in={auditor for auditor, _ in pairs}, cycle__in={cycle for _, cycle in pairs})
    order = [F("finished_on").desc(nulls_last=True), F("number").desc()]
    place = Window(RowNumber(), partition_by=[F("auditor"), F("cycle")], order_by=order)
    latest = moderated.annotate(place=place).filter(Q(place__lte=LATEST)).order_by()
    found: dict[Pair, list[ModeratedAudit]] = {}
    for auditor, cycle, finished, number, text in latest.values_list("auditor", "cycle", "finished_on", "number", "counted__lines"):
        day = finished.isoformat() if finished else ""
        found.setdefault((auditor, cycle), []).append(moderated_audit(day, number, lines_of_text(text)))
    return {pair: latest_of(audits) for pair, audits in found.items()}


def rows_of_latest(texts: Mapping[Pair, str]) -> list[AuditorMonth]:
    """A row for each auditor and month that has some: with those of all their months up to that one together."""
    months: dict[int, datetime.date] = dict(Cycle.objects.order_by().values_list("pk", "month"))
    up_to: dict[int, list[ModeratedAudit]] = {}
    rows = []
    for (auditor, cycle), text in sorted(texts.items(), key=lambda each: (each[0][0], months[each[0][1]])):
        if text:
            up_to[auditor] = latest_of([*up_to.get(auditor, ()), *latest_of_text(text)])
            sums = summed(up_to[auditor])
            values = (text, sums.audits, *sums.agreed, *sums.own)
            rows.append(AuditorMonth(auditor_id=auditor, cycle_id=cycle, **dict(zip(_FIELDS, values, strict=True))))
    return rows


def wrong_latest() -> list[Pair]:
    """The auditors and months of which something else is kept than follows from the audits, for `check_figures`."""
    should = {
        (row.auditor_id, row.cycle_id): _values(row)
        for row in rows_of_latest({pair: latest_as_text(audits) for pair, audits in latest_moderated().items()})
    }
    stands = {(row.auditor_id, row.cycle_id): _values(row) for row in AuditorMonth.objects.all()}
    return sorted(pair for pair in should.keys() | stands.keys() if should.get(pair) != stands.get(pair))
