"""Which first steps a person has hidden."""

from desk.models import HiddenSteps
from foundation.accounts.models import Person


def hidden_steps(person: Person) -> set[str]:
    """Roles."""
    return set(HiddenSteps.objects.filter(person=person).values_list("role", flat=True))
