"""Results shows totals, and the lists behind them."""

from foundation.activity.case_content import CASES, NONE

CASE_CONTENT = {
    "overview": NONE,
    "agreement": NONE,
    "chart": NONE,
    "facts": NONE,
    "fact": CASES,
    "health": NONE,
    "health-targets": NONE,
    "remove-health-target": NONE,
    "health-rules": NONE,
    "health-rows": CASES,
}
