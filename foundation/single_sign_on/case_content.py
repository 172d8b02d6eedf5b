"""No address here shows case content."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {"begin": NONE, "back": NONE, "take-off": NONE}
