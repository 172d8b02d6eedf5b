"""No address here shows case content."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "sign-in": NONE,
    "sign-out": NONE,
    "settings": NONE,
    "people": NONE,
    "add-person": NONE,
    "import-people": NONE,
    "check-people": NONE,
    "import-teams": NONE,
    "check-teams": NONE,
    "match-list": NONE,
    "refused-rows": NONE,
    "person": NONE,
    "dates-away-of": NONE,
    "list-answers": NONE,
    "list-answer": NONE,
    "teams": NONE,
    "add-team": NONE,
    "team": NONE,
    "add-service": NONE,
    "service": NONE,
    "council": NONE,
    "own-days": NONE,
    "dates-away": NONE,
    "remove-dates-away": NONE,
    "powers": NONE,
    "power": NONE,
}
