"""What people may be in this system."""

from django.db.models import TextChoices


class Role(TextChoices):
    AUDITOR = "auditor", "Auditor"
    MODERATOR = "moderator", "Moderator"
    QA_LEAD = "qa_lead", "QA lead"
    OBSERVER = "observer", "Observer"
    PRACTITIONER = "practitioner", "Practitioner"
    TEAM_MANAGER = "team_manager", "Team manager"
    SERVICE_MANAGER = "service_manager", "Service manager"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    DIRECTOR = "director", "Director"
    ANALYST = "performance_analyst", "Performance analyst"
    BOARD_MEMBER = "board_member", "Board member"
    ADMINISTRATOR = "administrator", "Administrator"


class AttemptKind(TextChoices):
    SIGN_IN = "sign_in", "Signing in"
    LINK = "link", "Asking for a link"


# Who reads what is in a child's record, or decides who does: nobody but themselves ever knows their password.
ROLES_OF_TRUST = tuple(role for role in Role if role not in (Role.ANALYST, Role.BOARD_MEMBER))
