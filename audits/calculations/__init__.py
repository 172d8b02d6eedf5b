"""Pure functions of audits: how far apart grades are, where a month stands, what a case ID looks like, which records are drawn."""

from .case_ids import case_id_refused, is_nhs_number, person_in
from .disclosure import FEWEST, is_small, safe_to_break_down
from .grades import WIDE_GAP, grades_above_lowest
from .progress import MonthProgressCounts
from .standing import WHICH_STAGE, MonthStanding

__all__ = [
    "FEWEST",
    "WHICH_STAGE",
    "WIDE_GAP",
    "MonthProgressCounts",
    "MonthStanding",
    "case_id_refused",
    "grades_above_lowest",
    "is_nhs_number",
    "is_small",
    "person_in",
    "safe_to_break_down",
]
