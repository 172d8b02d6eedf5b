"""What somebody had written may be about a case; only they are shown it."""

from foundation.activity.case_content import CASES, NONE

CASE_CONTENT = {
    "kept-words": CASES,
    "kept-here": CASES,
    "discard-kept": NONE,
    "discard-written": NONE,
}
