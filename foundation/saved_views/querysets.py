"""Who is offered which view."""

from typing import Any

from django.db import models
from django.db.models import Q


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "SavedViewQuerySet":
        """A person's own, and those that a lead shares."""
        return self.filter(Q(person=person) | Q(is_shared=True))

    def of_list(self, place: str) -> "SavedViewQuerySet":
        """Of the list at the address of this name."""
        return self.filter(place=place)
