"""My work and search name audits and actions."""

from foundation.activity.case_content import CASES

CASE_CONTENT = {
    "my-work": CASES,
    "search": CASES,
}
