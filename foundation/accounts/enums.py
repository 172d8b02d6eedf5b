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
    PARTNER = "partner_auditor", "Partner auditor"
    GOVERNANCE = "information_governance", "Information governance officer"


class AttemptKind(TextChoices):
    SIGN_IN = "sign_in", "Signing in"
    LINK = "link", "Asking for a link"
    SECOND_STEP = "second_step", "The second step of signing in"
    VOICE_LINK = "voice_link", "Opening a link to give a voice"


class ListKind(TextChoices):
    """What a list that an administrator brings is of."""

    PEOPLE = "people", "People"
    TEAMS = "teams", "Teams"


# Who reads what is in a child's record, or decides who does: nobody but themselves ever knows their password.
ROLES_OF_TRUST = tuple(role for role in Role if role not in (Role.ANALYST, Role.BOARD_MEMBER))

# What opens case content, or decides who opens it, by itself: a second person confirms that somebody gets it. A practitioner reads
# what was found about records that a lead has put to their name; the role adds nothing to that.
CASE_READING = tuple(role for role in ROLES_OF_TRUST if role != Role.PRACTITIONER)
# Who confirms.
CONFIRMING = (Role.ADMINISTRATOR, Role.QA_LEAD)


class Power(TextChoices):
    """What lets somebody open more than before, or get in by another way."""

    ROLE = "role", "the role"
    EMAIL = "email", "another e-mail address"
    TEAM_MANAGER = "team_manager", "manager of the team"
    SERVICE_MANAGER = "service_manager", "service manager"
    HEAD = "head", "head of service"
    TEAM_OF_SERVICE = "team_of_service", "the team in their service"
    LINE_MANAGER = "line_manager", "line manager"
