"""What every pack is made of, before it is files."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from foundation.accounts.models import Person, Service
from foundation.council.months import last_day, period_name
from foundation.documents import Table
from packs.enums import PackKind
from reports.content import Document


@dataclass(frozen=True)
class PackAsked:
    """Which pack `reader` asks for: as things are `on` a day, with lists of single records where they may have them."""

    kind: PackKind
    first: datetime.date
    last: datetime.date
    on: datetime.date
    reader: Person
    service: Service | None = None
    with_records: bool = False

    @property
    def period(self) -> str:
        return period_name(self.first, self.last)

    @property
    def title(self) -> str:
        return f"{self.kind.label}: {self.service}" if self.service else str(self.kind.label)

    @property
    def last_day(self) -> datetime.date:
        return last_day(self.last)


@dataclass(frozen=True)
class PackContents:
    """A narrative, tables, and long tables with a row a record, whose rows are read while they are written; `records` have case IDs."""

    narrative: Document
    tables: Sequence[Table]
    records: Sequence[Table] = field(default_factory=tuple)
