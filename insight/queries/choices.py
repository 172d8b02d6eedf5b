"""What Results can be narrowed to: values that some audit or month has."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from audits.enums import CountedState
from audits.models import CountedAudit, Cycle
from audits.querysets import monthly
from foundation.accounts.models import Service, Team
from performance.querysets import released

from .distributions import cohorts_audited, months_with_audits


@dataclass(frozen=True)
class ScopeChoices:
    """Months from `earliest` to `latest` have audits; `themes` are those of months, the latest first, everything else by name."""

    earliest: datetime.date
    latest: datetime.date
    services: Sequence[Service] = ()
    teams: Sequence[Team] = ()
    cohorts: Sequence[str] = ()
    themes: Sequence[str] = ()
    # Kinds of audit that are counted apart and have some, by their keys.
    other_kinds: Mapping[str, str] = field(default_factory=dict)


def scope_choices() -> ScopeChoices | None:
    """None before an audit is submitted; for the Board, before a month with audits is released."""
    ends = months_with_audits()
    if ends is None:
        return None
    themes, other_kinds = _of_cycles(*ends)
    return ScopeChoices(*ends, list(Service.objects.all()), list(Team.objects.all()), cohorts_audited(), themes, other_kinds)


def _of_cycles(first: datetime.date, last: datetime.date) -> tuple[list[str], dict[str, str]]:
    """The themes of the months, and the kinds that are counted apart from them: one query."""
    kept = CountedAudit.objects.filter(cycle=OuterRef("pk")).exclude(state=CountedState.WITHDRAWN)
    of_months = monthly("") & Q(month__gte=first, month__lte=last) & ~Q(theme="")
    cycles = Cycle.objects.filter(released(), of_months | Q(kind__isnull=False) & Q(Exists(kept))).order_by("-month", "kind")
    rows = list(cycles.values_list("theme", "kind", "kind__name"))
    kinds = sorted({(kind, name) for _, kind, name in rows if kind is not None})
    return list(dict.fromkeys(theme for theme, kind, _ in rows if kind is None)), {str(kind): name for kind, name in kinds}
