"""What is so, counted audit by audit: written apart from the portal's own counting, slowly and plainly.

`expected` has, for each fact that there should be, its key and all that its sentence claims, piece by piece: every piece is a part of the
sentence, and together they are the numbers, months and verdicts in it.
"""

import datetime

from .recount_grades import comparisons, extremes, firsts, halves, moderation, of_months, runs
from .recount_practice import figures, following, moves, moves_of_a_year, times, voices
from .recount_sources import apart
from .recounting import Pieces, Recount

__all__ = ["Pieces", "expected"]


def expected(first: datetime.date, last: datetime.date) -> dict[str, Pieces]:
    known = Recount(first, last)
    found: dict[str, Pieces] = {}
    of_grades = (runs, firsts, of_months, extremes, comparisons, halves, moderation)
    for part in (*of_grades, figures, moves, moves_of_a_year, following, voices, times, apart):
        for key, pieces in part(known):
            assert key not in found, key
            found[key] = tuple(pieces)
    return found
