"""The role that a job title suggests, where nobody has said yet. A suggestion only: nobody gets a role by it unless it is ticked."""

import re

from foundation.accounts.enums import Role
from foundation.names import name_key

# The first that fits: a principal social worker is no manager, an assistant team manager none who answers for a team.
_TITLES: tuple[tuple[str, Role | None], ...] = (
    (r"(assistant|deputy|admin\w*|business support|support|finance|ict|it|hr|facilities|commissioning|premises)\b.*", None),
    (r".*\b(student|apprentice|trainee|volunteer)\b.*", None),
    (r"(executive )?director of (children|childrens|people)\b.*|dcs", Role.DIRECTOR),
    (
        r".*\bhead of\b.*\b(service|safeguarding|children|cared|family|help|fostering|adoption|quality)\b.*|head of service",
        Role.HEAD_OF_SERVICE,
    ),
    (r".*\b(quality assurance|qa)\b.*\b(lead|manager)\b.*|practice improvement (lead|manager)", Role.QA_LEAD),
    (r".*\b(quality assurance|qa) (officer|auditor)\b.*|.*\bauditor\b.*", Role.AUDITOR),
    (r".*\b(performance|data)\b.*\b(analyst|officer)\b.*", Role.ANALYST),
    (r"(group|service|locality|area|operations) manager\b.*|service lead\b.*", Role.SERVICE_MANAGER),
    (r"(team|practice) (manager|leader)\b.*|.*\bteam (manager|leader)\b.*", Role.TEAM_MANAGER),
    (
        r".*\b(social worker|personal advis[eo]r|family support worker|family worker|senior practitioner|practitioner|key ?worker)\b.*",
        Role.PRACTITIONER,
    ),
    (r".*\b(reviewing officer|child protection chair)\b.*", None),
)
_RULES = [(re.compile(pattern), role) for pattern, role in _TITLES]


def role_guessed(title: str) -> Role | None:
    """What the words of a job title suggest; None where they suggest nothing."""
    key = re.sub(r"[’']", "", name_key(title))
    return next((role for pattern, role in _RULES if pattern.fullmatch(key)), None)
