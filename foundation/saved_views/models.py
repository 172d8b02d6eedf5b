"""Filters that are kept."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from .querysets import SavedViewQuerySet

LONGEST_FILTERS = 500


class SavedView(models.Model):
    """The filters of a list under a name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_views")
    place = models.CharField("list", max_length=60, help_text="The name of its address, such as audits:list.")
    name = models.CharField(max_length=60)
    filters = models.CharField(max_length=LONGEST_FILTERS, help_text="As they are in the address, without the question mark.")
    is_shared = models.BooleanField(default=False, help_text="Everybody is offered it; each sees their own rows in it.")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "place", "name"], name="a_view_of_a_list_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.on_page(self.place)

    def on_page(self, page: str) -> str:
        """Its address on a page, by the name of that, which is narrowed by the same filters."""
        return f"{reverse(page)}?{self.filters}"
