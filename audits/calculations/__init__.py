"""Pure functions of audits: how far apart grades are, where a month stands, what a case ID looks like, which records are drawn."""

from .case_ids import is_nhs_number, person_in
from .grades import WIDE_GAP, grades_above_lowest, word_of
from .progress import Progress
from .standing import WHICH_STAGE, Standing

__all__ = ["WHICH_STAGE", "WIDE_GAP", "Progress", "Standing", "grades_above_lowest", "is_nhs_number", "person_in", "word_of"]
