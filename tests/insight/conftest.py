"""June and July as the Board's report has them."""

from tests.month_grades import july, june

__all__ = ["july", "june"]
