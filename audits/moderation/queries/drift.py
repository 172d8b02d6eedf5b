"""Whether moderation keeps changing an auditor's grades: used by the moderation rules and shown to the QA lead."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from audits.calculations.latest import LATEST
from audits.enums import AuditState, Stage
from audits.models import Audit, AuditRules, Judgement
from audits.moderation.calculations import Drift, drift_in
from audits.querysets import AuditQuerySet
from foundation.accounts.models import Person

OTHER = "audit__judgements"
Pairs = Mapping[int, Sequence[tuple[str, str]]]


def drift_of(auditor: Person | None) -> Drift:
    """Over the auditor's latest ten moderated audits: the grades first submitted beside the agreed ones."""
    if auditor is None:
        return Drift(0, 0, 0, 0)
    audits = list(_latest_first().filter(auditor=auditor).values_list("pk", flat=True)[:LATEST])
    return _drift(audits, _pairs_of(audits))


def auditors_with_drift() -> list[tuple[str, Drift]]:
    """Those whose next audits the rules choose, by name: for the lead only."""
    audits_of: dict[tuple[str, int], list[int]] = {}
    place = Window(RowNumber(), partition_by="auditor", order_by=[F("finished_on").desc(), F("number").desc()])
    moderated = _latest_first().filter(auditor__is_active=True).annotate(place=place).filter(place__lte=LATEST)
    for pk, auditor, name in moderated.values_list("pk", "auditor", "auditor__name"):
        audits_of.setdefault((name, auditor), []).append(pk)
    latest = {who: audits for who, audits in sorted(audits_of.items()) if len(audits) >= LATEST}
    pairs = _pairs_of(pk for audits in latest.values() for pk in audits)
    share = AuditRules.current().drift_share
    found = [(name, _drift(audits, pairs)) for (name, _), audits in latest.items()]
    return [(name, drift) for name, drift in found if drift.is_drift(share)]


def _latest_first() -> AuditQuerySet:
    """Without those whose moderator had seen the grades before giving their own."""
    return Audit.objects.filter(state=AuditState.MODERATED, moderated_knowing=False).order_by("-finished_on", "-number")


def _pairs_of(audits: Iterable[int]) -> Pairs:
    """Of each audit the grade before and after moderation in every domain and overall."""
    same = Q(**{f"{OTHER}__domain": F("domain")}) | Q(domain__isnull=True, **{f"{OTHER}__domain__isnull": True})
    before = Judgement.objects.at(Stage.PRE).filter(same, audit__in=list(audits), **{f"{OTHER}__stage": Stage.AGREED})
    found: dict[int, list[tuple[str, str]]] = {}
    for audit, was, after in before.order_by().values_list("audit", "grade", f"{OTHER}__grade"):
        found.setdefault(audit, []).append((was, after))
    return found


def _drift(audits: Sequence[int], pairs: Pairs) -> Drift:
    return drift_in([pair for audit in audits for pair in pairs.get(audit, ())], len(audits))
