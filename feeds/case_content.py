"""No address here shows case content: figures, and the settings of feeds. The interface itself notes what programs read."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "feeds": NONE,
    "take": NONE,
    "reference": NONE,
    "tokens": NONE,
    "add-token": NONE,
    "token": NONE,
    "end-token": NONE,
    "webhooks": NONE,
    "add-webhook": NONE,
    "webhook": NONE,
    "switch-webhook": NONE,
    "send-test": NONE,
    "send-again": NONE,
    "api": NONE,
    "api-index": NONE,
}
