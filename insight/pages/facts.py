"""Facts as the page of results shows them: each a sentence, where it comes from, and where it opens to its audits."""

import datetime
from collections.abc import Iterable, Sequence

from insight.facts import ComputedFact


def latest_and_earlier(found: Iterable[ComputedFact], since: datetime.date) -> tuple[Sequence[ComputedFact], Sequence[ComputedFact]]:
    """Those of the latest months, for a report is being written about them, and the others."""
    latest = [fact for fact in found if fact.month is None or fact.month >= since]
    return latest, [fact for fact in found if fact not in latest]
