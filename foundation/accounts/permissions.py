"""Who a person is, as predicates that other apps combine, and the one function that services ask."""

from collections.abc import Callable
from typing import Any

import rules
from django.conf import settings
from django.core.exceptions import PermissionDenied

from .enums import ROLES_OF_TRUST, Role

Predicate = Callable[..., bool]


def _role(role: Role, name: str):
    return rules.predicate(lambda person: person.has_role(role), name=name)


is_auditor = _role(Role.AUDITOR, "is_auditor")
is_moderator = _role(Role.MODERATOR, "is_moderator")
is_lead = _role(Role.QA_LEAD, "is_lead")
is_observer = _role(Role.OBSERVER, "is_observer")
is_analyst = _role(Role.ANALYST, "is_analyst")
is_head_of_service = _role(Role.HEAD_OF_SERVICE, "is_head_of_service")
is_director = _role(Role.DIRECTOR, "is_director")
is_board_member = _role(Role.BOARD_MEMBER, "is_board_member")
is_administrator = _role(Role.ADMINISTRATOR, "is_administrator")
is_team_manager = _role(Role.TEAM_MANAGER, "is_team_manager")
# Of another agency: fills in their part of a multi-agency audit, and opens nothing else (`partners`).
is_partner = _role(Role.PARTNER, "is_partner")
# Keeps the register of subject access, holds and retention: reads case content in what they export, and says so in the log.
is_governance = _role(Role.GOVERNANCE, "is_governance")
is_service_manager = _role(Role.SERVICE_MANAGER, "is_service_manager")


@rules.predicate
def is_system(person) -> bool:
    """The system actor: commands, imports from the command line, beat tasks."""
    return person.is_system


# A Board member reads a month once it is released; one who also leads, analyses or runs a service reads it with the staff.
reads_what_is_released = is_board_member & ~(is_director | is_head_of_service | is_lead | is_analyst)


@rules.predicate
def only_reads(person) -> bool:
    """On the Board and nothing else: they read what was approved and released, and nothing is asked of them."""
    return set(person.roles) == {Role.BOARD_MEMBER}


can_change_settings = is_administrator | is_system
# How many days people have at least is for the QA lead to say, who gives out the work.
can_set_own_days = is_lead | is_administrator | is_system
can_change_people = is_administrator | is_system

# What the words of lists mean: a QA lead brings lists of records, an administrator lists of people.
can_answer_lists = is_lead | can_change_settings

can_confirm_powers = is_administrator | is_lead


@rules.predicate
def may_be_given_password(actor, person) -> bool:
    """Whether anybody but `person` may know a password of theirs, for one sign-in: only where no link can be mailed."""
    return (
        not settings.MAIL_IS_SET_UP and person != actor and bool(person.email) and person.is_active and not person.has_role(*ROLES_OF_TRUST)
    )


@rules.predicate
def has_left(person, leaver) -> bool:
    return not leaver.is_active


# Administrators when somebody leaves; afterwards a QA lead too, for what was left behind.
can_give_away = can_change_people | (is_lead & has_left)


def require(predicate: Predicate, actor: Any, *about: Any, why: str = "You do not have permission to do this.") -> None:
    """Raise PermissionDenied, saying `why`, unless `predicate(actor, *about)` holds.

    A person with a temporary password may do nothing before they have chosen one of their own.
    """
    if actor.must_change_password:
        raise PermissionDenied("Choose a password of your own first.")
    if not predicate(actor, *about):
        raise PermissionDenied(why)
