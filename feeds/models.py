"""Tokens by which programs read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from foundation.lookups.enum_lists import EnumListField

from .enums import FeedAudience, FeedScope
from .querysets import FeedTokenQuerySet


class FeedToken(models.Model):
    """A key with which one named program reads tables. The key is shown once; only its hash is kept."""

    name = models.CharField(max_length=80, help_text="What it is for, as in “Power BI of the performance team”.")
    audience = models.CharField(max_length=10, choices=FeedAudience)
    scopes = EnumListField(enum=FeedScope, help_text="Codes of what it opens.")
    key_hash = models.CharField(max_length=64, unique=True)
    key_begins = models.CharField(max_length=8, help_text="So that a key that was found somewhere is known again.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it opens anything.")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    used_at = models.DateTimeField("last used", null=True, blank=True)
    minute = models.PositiveBigIntegerField(default=0, help_text="The minute, since 1970, in which its requests are counted.")
    asked_in_minute = models.PositiveIntegerField(default=0)

    objects = FeedTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gte=F("made_on")), name="a_token_expires_after_it_was_made"),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_on=None) | Q(ended_by__isnull=False, ended_on__isnull=False),
                name="a_token_is_ended_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_labels(self) -> list[str]:
        """In the order in which scopes are offered."""
        return [str(scope.label) for scope in FeedScope if scope in self.scopes]
