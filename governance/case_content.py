"""Which addresses show case content: those with case IDs, names of staff whom a request is about, or everything on one of them."""

from foundation.activity.case_content import CASES, NONE, Shows

REQUEST = Shows("governance.subjectrequest", "pk")
COMPLAINT = Shows("governance.datacomplaint", "pk")
HOLD = Shows("governance.legalhold", "pk")

CASE_CONTENT = {
    "home": NONE,
    "dpia": NONE,
    "processing": NONE,
    "retention": NONE,
    "runs": NONE,
    "run": NONE,
    "confirm-removal": NONE,
    "cancel-removal": NONE,
    # With examples by their case IDs.
    "preview": CASES,
    "rule": NONE,
    "holds": CASES,
    "place-hold": NONE,
    "end-hold": HOLD,
    "requests": CASES,
    "enter-request": NONE,
    "request": REQUEST,
    "change-request": REQUEST,
    "request-dates": REQUEST,
    "request-search": REQUEST,
    "withhold": REQUEST,
    "answer-request": REQUEST,
    "everything": REQUEST,
    "everything-file": REQUEST,
    "enter-complaint": NONE,
    "complaint": COMPLAINT,
    "acknowledge-complaint": COMPLAINT,
    "answer-complaint": COMPLAINT,
    "case-ids": NONE,
}
