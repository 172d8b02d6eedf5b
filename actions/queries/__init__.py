"""What pages and other rooms ask about actions."""

from .counts import PeriodTally, Tally, counts_in_period
from .work import default_verifier, source_words, work_for

__all__ = ["PeriodTally", "Tally", "counts_in_period", "default_verifier", "source_words", "work_for"]
