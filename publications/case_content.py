"""Which addresses of what is published show case content: where a strength of an audit is proposed, and where its worker is asked."""

from foundation.activity.case_content import CASES, NONE

CASE_CONTENT = {
    "list": NONE,
    "new": NONE,
    "assemble": NONE,
    "propose": CASES,
    "propose-one": CASES,
    "publication": NONE,
    "write": NONE,
    "findings": NONE,
    "arrange": NONE,
    "send": NONE,
    "take-back": NONE,
    "return": NONE,
    "review": NONE,
    "publish": NONE,
    "withdraw": NONE,
    "again": NONE,
    "read": NONE,
    "replace-fact": NONE,
    "consent": CASES,
    "agree": NONE,
    "refuse": NONE,
}
