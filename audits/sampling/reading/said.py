"""What somebody said of lists of records: which heading is which column, what the council's own words mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foundation.matching.calculations import SAID_NOTHING, SaidOfColumns


@dataclass(frozen=True)
class SaidOfLists:
    """`plans` leads from a word (its `heading_key`) to a plan type, `teams` from a name (its `name_key`) to the name of a team here."""

    columns: SaidOfColumns = SAID_NOTHING
    plans: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)


NOTHING_SAID = SaidOfLists()
