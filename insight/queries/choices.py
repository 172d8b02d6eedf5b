"""What Results can be narrowed to: values that some audit or month has."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from audits.enums import CountedState
from audits.models import CountedAudit, Cycle
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
    return ScopeChoices(*ends, list(Service.objects.all()), list(Team.objects.all()), cohorts_audited(), _themes(*ends), _other_kinds())


def _other_kinds() -> dict[str, str]:
    kept = CountedAudit.objects.filter(cycle=OuterRef("pk")).exclude(state=CountedState.WITHDRAWN)
    cycles = Cycle.objects.of_kinds().filter(Exists(kept), released()).order_by("kind")
    return {str(kind): name for kind, name in cycles.values_list("kind", "kind__name").distinct()}


def _themes(first: datetime.date, last: datetime.date) -> list[str]:
    months = Cycle.objects.in_period(first, last).filter(released()).exclude(theme="").order_by("-month")
    return list(dict.fromkeys(months.values_list("theme", flat=True)))
