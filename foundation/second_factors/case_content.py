"""No address here shows case content."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "second-step": NONE,
    "by-passkey": NONE,
    "confirm": NONE,
    "my-sign-in": NONE,
    "add-app": NONE,
    "remove-app": NONE,
    "add-passkey": NONE,
    "remove-passkey": NONE,
    "recovery-codes": NONE,
    "reset": NONE,
    "required": NONE,
}
