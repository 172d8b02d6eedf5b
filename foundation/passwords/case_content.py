"""No address here shows case content."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "forgotten": NONE,
    "by-link": NONE,
    "my-password": NONE,
    "before-file": NONE,
    "mail-link": NONE,
    "temporary": NONE,
}
