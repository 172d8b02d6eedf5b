"""What changes people, teams, roles, absences, passwords and the council's settings; and how often somebody may try to get in."""

from .attempts import TooManyAttempts, begin_attempt, end_attempt
from .own_time import change_own_days
from .passwords import change_own_password, choose_password_by_link, confirm_password, end_sessions, set_temporary_password
from .people import (
    LOGO_LIMIT,
    STILL_HOLDS,
    change_council,
    record_absence,
    remove_absence,
    save_person,
    set_roles,
)
from .places import save_service, save_team
from .posts import hand_over_posts
from .powers import ask_or_give, confirm_power, refuse_power, second_people

__all__ = [
    "LOGO_LIMIT",
    "STILL_HOLDS",
    "TooManyAttempts",
    "ask_or_give",
    "begin_attempt",
    "change_council",
    "change_own_days",
    "change_own_password",
    "choose_password_by_link",
    "confirm_password",
    "confirm_power",
    "end_attempt",
    "end_sessions",
    "hand_over_posts",
    "record_absence",
    "refuse_power",
    "remove_absence",
    "save_person",
    "save_service",
    "save_team",
    "second_people",
    "set_roles",
    "set_temporary_password",
]
