"""What Results can be narrowed to: values that some audit or month has."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from audits.enums import CountedState
from audits.models import CountedAudit, Cycle
from audits.querysets import monthly
from foundation.accounts.models import Service, Team
from foundation.accounts.reader import board_reader
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.lookups.read_together import read_together
from performance.querysets import released

from .distributions import cohorts_audited, ends_of, submitted_months


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
    return cached_until_trail_changes("scope-choices-released" if board_reader() is not None else "scope-choices", _read)


def _read() -> ScopeChoices | None:
    months, cohorts, cycles = submitted_months(), cohorts_audited(), _cycles()
    services, teams = Service.objects.all(), Team.objects.all()
    read_together(months, cohorts, cycles, services, teams)
    if (ends := ends_of(months)) is None:
        return None
    themes = (theme for theme, kind, _, month in cycles if kind is None and ends[0] <= month <= ends[1])
    kinds = sorted({(kind, name) for _, kind, name, _ in cycles if kind is not None})
    other_kinds = {str(kind): name for kind, name in kinds}
    return ScopeChoices(*ends, list(services), list(teams), list(cohorts), list(dict.fromkeys(themes)), other_kinds)


def _cycles() -> QuerySet:
    """Months that have a theme, and the cycles of kinds that are counted apart from them and have an audit."""
    kept = CountedAudit.objects.filter(cycle=OuterRef("pk")).exclude(state=CountedState.WITHDRAWN)
    with_theme = monthly("") & ~Q(theme="")
    cycles = Cycle.objects.filter(released(), with_theme | Q(kind__isnull=False) & Q(Exists(kept))).order_by("-month", "kind")
    return cycles.values_list("theme", "kind", "kind__name", "month")
