"""No address here shows case content."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {"browsers": NONE, "end": NONE, "end-others": NONE, "end-all-of": NONE, "left": NONE, "stay": NONE}
