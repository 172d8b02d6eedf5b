"""Results shows totals, and the lists behind them; of a theme also what auditors wrote, without what says who somebody is."""

from foundation.activity.case_content import CASES, NONE

CASE_CONTENT = {
    "overview": NONE,
    "grades": NONE,
    "grades-over-time": NONE,
    "grades-by-month": NONE,
    "grades-by-service": NONE,
    "grades-moderation": NONE,
    "grades-completion": NONE,
    "agreement": NONE,
    "chart": NONE,
    "facts": NONE,
    "fact": CASES,
    "health": NONE,
    "health-targets": NONE,
    "remove-health-target": NONE,
    "health-rules": NONE,
    "health-rows": CASES,
    "themes": NONE,
    "theme": CASES,
    "month-findings": NONE,
    "strengths": NONE,
    "triangulation": NONE,
    "triangulation-chart": NONE,
    "triangulation-rows": CASES,
    "over-time": NONE,
    "over-time-chart": NONE,
    "restart-grades": NONE,
    "take-back-grades": NONE,
}
