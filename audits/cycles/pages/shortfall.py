"""Whether the reason for a month's shortfall counts the audits as they are: the Board's report prints it beside them."""

from audits.calculations import MonthProgressCounts
from audits.cycles.queries.progress import progress_of, with_progress
from audits.models import Cycle
from foundation.claims import CountTable, contradicted

_NAMES = {"submitted": "submitted", "missing": "missing"}


def shortfall_doubts(cycle: Cycle, progress: MonthProgressCounts | None = None) -> list[str]:
    """A sentence for each count in it that is another; `progress` is the month's, where it is known already."""
    if not cycle.shortfall_reason:
        return []
    progress = progress or progress_of(with_progress(Cycle.objects.filter(pk=cycle.pk)).get())
    counts = {"submitted": progress.submitted, "missing": max(progress.aim - progress.submitted, 0)}
    came = CountTable(str(cycle), "audits submitted", counts, _NAMES, {})
    return [claim.sentence for claim in contradicted(cycle.shortfall_reason, [came])]
