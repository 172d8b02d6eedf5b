"""What can be begun from the library."""

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.govuk.buttons import Button
from publications.permissions import can_begin, can_propose


def acts_of_library(person: Person) -> list[Button]:
    found = []
    if can_begin(person):
        found += [
            Button("Write for all staff", reverse("publications:new"), is_main=True),
            Button("Assemble a newsletter", reverse("publications:assemble")),
        ]
    return [*found, Button("Propose good practice", reverse("publications:propose"))] if can_propose(person) else found
