"""A person hides the first steps of a role from My work, and shows them again. Theirs alone: nobody else's page changes."""

from desk.models import HiddenSteps
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require


def hide_first_steps(*, actor: Person, role: Role) -> None:
    """Twice is once. Refused for a role that they do not have."""
    require(lambda person: person.has_role(role), actor, why="These are the first steps of a role that you do not have.")
    HiddenSteps.objects.get_or_create(person=actor, role=role)


def show_first_steps(*, actor: Person) -> None:
    """Those of every role."""
    HiddenSteps.objects.filter(person=actor).delete()
