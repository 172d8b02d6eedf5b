"""Whether moderation keeps changing an auditor's grades: for the rules, and for those who lead."""

from collections.abc import Iterable

from django.db.models import F, Q

from audits.calculations.choosing import LATEST, Drift, drift_in
from audits.enums import Stage, State
from audits.models import Audit, AuditRules, Judgement
from foundation.accounts.models import Person


def drift_of(auditor: Person | None) -> Drift:
    """Over the auditor's latest ten moderated audits: the grades first submitted beside the agreed ones."""
    return _drift_in(latest_moderated(auditor)) if auditor else Drift(0, 0, 0, 0)


def latest_moderated(auditor: Person) -> list[int]:
    moderated = Audit.objects.filter(auditor=auditor, state=State.MODERATED)
    return list(moderated.order_by("-finished_on", "-number").values_list("pk", flat=True)[:LATEST])


def _drift_in(audits: Iterable[int]) -> Drift:
    audits = list(audits)
    other = "audit__judgements"
    same = Q(**{f"{other}__domain": F("domain")}) | Q(domain__isnull=True, **{f"{other}__domain__isnull": True})
    before = Judgement.objects.at(Stage.PRE).filter(same, audit__in=audits, **{f"{other}__stage": Stage.AGREED})
    return drift_in(before.order_by().values_list("grade", f"{other}__grade"), len(audits))


def auditors_with_drift() -> list[tuple[str, Drift]]:
    """Those whose next audits the rules choose, by name: for the lead only."""
    share = AuditRules.current().drift_share
    latest: dict[tuple[str, int], list[int]] = {}
    moderated = Audit.objects.filter(state=State.MODERATED, auditor__is_active=True).order_by("-finished_on", "-number")
    for pk, auditor, name in moderated.values_list("pk", "auditor", "auditor__name"):
        latest.setdefault((name, auditor), []).append(pk)
    found = [(name, _drift_in(audits[:LATEST])) for (name, _), audits in sorted(latest.items()) if len(audits) >= LATEST]
    return [(name, drift) for name, drift in found if drift.is_drift(share)]
