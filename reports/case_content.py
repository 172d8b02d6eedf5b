"""Which addresses of reports show case content: where findings are taken over from audits, and why one was opened again."""

from foundation.activity.case_content import NONE, Shows

CASE_CONTENT = {
    "list": NONE,
    "new": NONE,
    "report": NONE,
    "edition": NONE,
    "download-edition": NONE,
    "seal": NONE,
    "changes": Shows(also=("code",)),
    "correct": NONE,
    "change": NONE,
    "remove": NONE,
    "section": NONE,
    "arrange": NONE,
    "apply-template": NONE,
    "section-templates": NONE,
    "replace-fact": NONE,
    "insert-fact": NONE,
    "findings": Shows(also=("code",)),
    "approve": NONE,
    "ask-approval": NONE,
    "confirm": NONE,
    "download": NONE,
    "files": NONE,
    "word-template": NONE,
    "all-files": NONE,
    "file": NONE,
    "months": NONE,
    "month": NONE,
}
