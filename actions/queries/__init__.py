"""How many actions were raised, closed and late: what rooms above ask."""

from .counts import PeriodTally, Tally, counts_in_period

__all__ = ["PeriodTally", "Tally", "counts_in_period"]
