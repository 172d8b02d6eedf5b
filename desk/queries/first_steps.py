"""Which first steps a person has hidden."""

from django.db.models import QuerySet

from desk.models import HiddenSteps
from foundation.accounts.models import Person


def hidden_steps(person: Person) -> QuerySet:
    """Roles."""
    return HiddenSteps.objects.filter(person=person).values_list("role", flat=True)
