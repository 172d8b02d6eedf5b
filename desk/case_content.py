"""My work and search name audits and actions."""

from foundation.activity.case_content import CASES, NONE

CASE_CONTENT = {
    "my-work": CASES,
    "search": CASES,
    # Names of people and numbers of audits and actions, with what each person has not done yet.
    "remind": CASES,
    "copied-reminders": CASES,
    "help": NONE,
    "help-area": NONE,
    "first-steps": NONE,
    "hide-steps": NONE,
    "show-steps": NONE,
    "contact": NONE,
    "privacy": NONE,
    "accessibility": NONE,
    # Numbers of audits and actions, no child and no title: administrators read it.
    "leaving": NONE,
    # Counts and hashes.
    "sealed-logs": NONE,
}
