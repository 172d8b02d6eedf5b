"""What was published, who has read it, and what an issue of the newsletter is assembled from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from foundation.council.clock import today
from publications.stored import PUBLISHED, PublishedContent

from .publications import Publication


class PublishedEdition(models.Model):
    """What readers were given, with the counts of the day. It never changes; a correction is the next edition."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="As `stored.PUBLISHED` has it.")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(default=today)

    class Meta:
        ordering = ["publication", "number"]
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="an_edition_of_a_publication_once")]

    def __str__(self) -> str:
        return f"{self.publication}, edition {self.number}"

    @property
    def given(self) -> PublishedContent:
        return PUBLISHED.read(self.content)


class PublicationRead(models.Model):
    """Somebody said that they have read an edition. Kept so that each reader counts once: no page says who they are."""

    edition = models.ForeignKey(PublishedEdition, on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField(default=today)

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "reader"], name="an_edition_read_once_by_a_reader")]

    def __str__(self) -> str:
        return f"{self.edition}: read on {self.read_on}"


class NewsletterItem(models.Model):
    """A publication that an issue of the newsletter may have: in which place, and whether it is left out."""

    newsletter = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="items")
    item = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="issues")
    position = models.PositiveSmallIntegerField()
    is_shown = models.BooleanField(default=True)

    class Meta:
        ordering = ["newsletter", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "item"], name="an_item_once_a_newsletter"),
            models.CheckConstraint(condition=~Q(newsletter=F("item")), name="no_newsletter_in_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.newsletter}: {self.item}"
