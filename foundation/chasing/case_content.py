"""Names of people and numbers of audits and actions, as in the mails themselves: no child, no title, no grade."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "rules": NONE,
    "for-managers": NONE,
}
