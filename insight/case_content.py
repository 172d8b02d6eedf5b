"""Results shows totals."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "overview": NONE,
    "agreement": NONE,
    "chart": NONE,
}
