"""The append-only trail: who did what to what, when."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .querysets import EntryQuerySet
from .verbs import sentence_of


class Entry(models.Model):
    """One thing that one person did. Written by `record` alone, never changed."""

    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField("the council's day")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    target_id = models.CharField(max_length=40)
    target = GenericForeignKey("target_type", "target_id")
    facts = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["target_type", "target_id", "id"], name="entry_of_target")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.actor} {self.sentence}"

    @property
    def sentence(self) -> str:
        """What happened, as the trail says it: “submitted the audit”."""
        return sentence_of(self.verb)

    @property
    def is_read(self) -> bool:
        return self.verb.endswith(".read")
