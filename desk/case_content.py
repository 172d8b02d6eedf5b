"""My work and search name audits and actions."""

from foundation.activity.case_content import CASES, NONE, Shows

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
    "who-sees-what": NONE,
    "contact": NONE,
    "privacy": NONE,
    "accessibility": NONE,
    # Numbers of audits and actions, no child and no title: administrators read it.
    "leaving": NONE,
    # Counts and hashes.
    "sealed-logs": NONE,
    "evidence-pack": NONE,
    "evidence-file": NONE,
    "failed-sign-ins": NONE,
    "denied": NONE,
    "reading-rules": NONE,
    "unusual-readings": CASES,
    "look-at-readings": Shows(also=("pk", "day", "what")),
}
