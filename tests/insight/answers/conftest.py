from tests.insight.conftest import released
from tests.month_grades import july, june

__all__ = ["july", "june", "released"]
