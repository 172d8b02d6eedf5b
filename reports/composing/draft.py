"""What a report is composed from besides the figures: its period and what people wrote."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audits.enums import Stage
from foundation.council.months import last_day, period_name
from insight.calculations import Counts
from reports.arrangement import Placed


@dataclass(frozen=True)
class ReportFinding:
    """A key finding: `kind` is “strength” or “area”, `source` where it was seen or heard, in words."""

    kind: str
    text: str
    source: str


@dataclass(frozen=True)
class GradesShown:
    """A month's overall grades as an earlier report showed them, at the stage before moderation or after it."""

    month: datetime.date
    counts: Counts
    stage: Stage = Stage.PRE


@dataclass(frozen=True)
class Draft:
    first: datetime.date
    last: datetime.date
    meeting_date: datetime.date | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    # The period of the report from which a text was carried forward, of those at which nobody has looked since.
    carried: Mapping[str, str] = field(default_factory=dict)
    findings: Sequence[ReportFinding] = ()
    to_restate: Sequence[GradesShown] = ()
    status: str = "Draft"
    edition: int = 1
    arrangement: Sequence[Placed] = ()

    @property
    def period(self) -> str:
        return period_name(self.first, self.last)

    @property
    def last_day(self) -> datetime.date:
        return last_day(self.last)
