"""What changes people, teams, roles, absences, passwords and the council's settings; and how often somebody may try to get in."""

from .attempts import TooManyAttempts, begin_attempt, end_attempt
from .passwords import change_own_password, choose_password_by_link, set_temporary_password
from .people import (
    LOGO_LIMIT,
    change_council,
    record_absence,
    remove_absence,
    save_person,
    save_service,
    save_team,
    set_roles,
)

__all__ = [
    "LOGO_LIMIT",
    "TooManyAttempts",
    "begin_attempt",
    "change_council",
    "change_own_password",
    "choose_password_by_link",
    "end_attempt",
    "record_absence",
    "remove_absence",
    "save_person",
    "save_service",
    "save_team",
    "set_roles",
    "set_temporary_password",
]
