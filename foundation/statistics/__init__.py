"""Pure functions on plain values: shares, intervals, agreement, changes, rates, and the words for them. No Django."""

from foundation.statistics.agreement import (
    Directions,
    Pair,
    Table,
    bootstrap_interval,
    directions,
    exact_agreement,
    gwet_ac2,
    sign_test,
    table_of,
    weighted_kappa,
)
from foundation.statistics.changes import PERCENT, PERCENTAGE_POINTS, Change, change
from foundation.statistics.lots import LOTS, is_drawn, lot_of
from foundation.statistics.medians import median_interval, median_of
from foundation.statistics.numbers import Number, exact, plain, round_half_up
from foundation.statistics.ranks import mean_rank_is_better, rank_sum
from foundation.statistics.raters import many_rater_ac2
from foundation.statistics.rates import AtComparator, at_comparator, implied_population, months_to_reach, rate
from foundation.statistics.shares import (
    count_of,
    difference_interval,
    fisher_exact,
    percentage,
    rounded_percentage,
    rounded_percentages,
    rounding_note,
    share_in_words,
    wilson_interval,
)
from foundation.statistics.significance import EVIDENCE

__all__ = [
    "EVIDENCE",
    "LOTS",
    "PERCENT",
    "PERCENTAGE_POINTS",
    "AtComparator",
    "Change",
    "Directions",
    "Number",
    "Pair",
    "Table",
    "at_comparator",
    "bootstrap_interval",
    "change",
    "count_of",
    "difference_interval",
    "directions",
    "exact",
    "exact_agreement",
    "fisher_exact",
    "gwet_ac2",
    "implied_population",
    "is_drawn",
    "lot_of",
    "many_rater_ac2",
    "mean_rank_is_better",
    "median_interval",
    "median_of",
    "months_to_reach",
    "percentage",
    "plain",
    "rank_sum",
    "rate",
    "round_half_up",
    "rounded_percentage",
    "rounded_percentages",
    "rounding_note",
    "share_in_words",
    "sign_test",
    "table_of",
    "weighted_kappa",
    "wilson_interval",
]
