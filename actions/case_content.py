"""Which addresses of actions show case content, and of what."""

from foundation.activity.case_content import CASES, NONE, Shows

ACTION = Shows("actions.action", "number")


CASE_CONTENT = {
    "list": CASES,
    "raise": CASES,
    "matters-most": Shows("audits.audit", "number"),
    "similar": CASES,
    "figures": NONE,
    "several": CASES,
    "reassign-all": CASES,
    "supervision": Shows("accounts.person", "pk"),
    "calendar": NONE,
    "feed": CASES,
    "rules": NONE,
    "file": Shows("actions.evidencefile", "pk"),
    "escalation-rules": NONE,
    "action": ACTION,
    "done": ACTION,
    "verify": ACTION,
    "return": ACTION,
    "extend": ACTION,
    "reassign": ACTION,
    "second-look": ACTION,
    "effect": ACTION,
    "ask-time": ACTION,
    "answer-time": ACTION,
    "amend": ACTION,
    "drop": ACTION,
    "withdraw": ACTION,
    "answer-withdrawal": ACTION,
}
