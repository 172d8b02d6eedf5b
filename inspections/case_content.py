"""Which addresses of inspections show case content, and of what."""

from foundation.activity.case_content import CASES, NONE

CASE_CONTENT = {
    "list": NONE,
    "new": NONE,
    "inspection": NONE,
    "change": NONE,
    "paste": NONE,
    "progress": NONE,
    "recommendation": NONE,
    "change-recommendation": NONE,
    "map-recommendation": NONE,
    "remove-recommendation": NONE,
    "plan": NONE,
    "new-priority": NONE,
    "priority": NONE,
    "change-priority": NONE,
    "map-priority": NONE,
    "note-progress": NONE,
    "close-priority": NONE,
    "reopen-priority": NONE,
    "tracking": CASES,
    "end-tracking": NONE,
    "frameworks": NONE,
    "new-framework": NONE,
    "change-framework": NONE,
    "outcomes": NONE,
    "bring-outcomes": NONE,
    "check-outcomes": NONE,
}
