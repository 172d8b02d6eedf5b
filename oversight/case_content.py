"""Which addresses show case content. What a meeting said and decided may name audits by their numbers; a plan lists actions."""

from foundation.activity.case_content import NONE, Shows

MEETING = Shows("oversight.checkandchallenge", "number")
DECISION = Shows("oversight.meetingdecision", "pk")
TEAM = Shows("accounts.team", "pk")

CASE_CONTENT = {
    "meetings": NONE,
    "plan-meeting": NONE,
    "meeting": MEETING,
    "change-meeting": NONE,
    "hold-meeting": NONE,
    "minutes": MEETING,
    "agree-meeting": NONE,
    "cancel-meeting": NONE,
    "add-decision": NONE,
    "finish-decision": DECISION,
    "make-action": DECISION,
    "open-again": DECISION,
    "team-plans": NONE,
    "team-plan": TEAM,
    "write-team-plan": NONE,
    "own-team-plan": NONE,
}
