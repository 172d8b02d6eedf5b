"""Which addresses of commissioned work show case content: none; it is about practice, and the guard looks at its words."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "list": NONE,
    "add": NONE,
    "chair": NONE,
    "commission": NONE,
    "change": NONE,
    "start": NONE,
    "answer": NONE,
    "withdraw": NONE,
    "release": NONE,
    "link": NONE,
}
