"""Which addresses of observations show case content, and of what."""

from foundation.activity.case_content import CASES, NONE, Shows

OBSERVATION = Shows("observations.observation", "number")


CASE_CONTENT = {
    "list": CASES,
    "assign": CASES,
    "new": CASES,
    "plan": CASES,
    "observation": OBSERVATION,
    "consent": OBSERVATION,
    "record": OBSERVATION,
    "share": OBSERVATION,
    "reflect": OBSERVATION,
    "acknowledge": OBSERVATION,
    "reschedule": OBSERVATION,
    "cancel": OBSERVATION,
    "plans": NONE,
    "new-plan": NONE,
    "change-plan": NONE,
    "templates": NONE,
    "new-form": NONE,
    "template": NONE,
    "begin-version": NONE,
    "publish-form": NONE,
    "discard-form": NONE,
    "new-area": NONE,
    "change-area": NONE,
    "new-question": NONE,
    "change-question": NONE,
    "move-part": NONE,
    "remove-part": NONE,
    "new-type": NONE,
    "change-type": NONE,
}
