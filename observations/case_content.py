"""Which addresses of observations show case content, and of what."""

from foundation.activity.case_content import CASES, Shows

OBSERVATION = Shows("observations.observation", "number")


CASE_CONTENT = {
    "list": CASES,
    "assign": CASES,
    "new": CASES,
    "observation": OBSERVATION,
    "record": OBSERVATION,
    "share": OBSERVATION,
}
