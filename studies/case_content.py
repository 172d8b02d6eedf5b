"""Which addresses of dip samples show case content, and of what."""

from foundation.activity.case_content import CASES, NONE, Shows

RECORD = Shows("studies.studyrecord", "pk", also=("number",))


CASE_CONTENT = {
    "list": NONE,
    "new": NONE,
    "new-accuracy": NONE,
    # Words of the plan and counts; notes on records are on the records' own pages.
    "study": NONE,
    "change": NONE,
    "draw": CASES,
    "next": CASES,
    "records": CASES,
    "record": RECORD,
    "set-aside": RECORD,
    "finish": NONE,
    "reopen": NONE,
}
