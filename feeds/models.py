"""Tokens by which programs read, and webhooks by which other systems are notified."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from foundation.lookups.enum_lists import EnumListField

from .enums import DeliveryState, FeedAudience, FeedEvent, FeedScope, WebhookKind
from .querysets import DeliveryQuerySet, FeedTokenQuerySet


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


class Webhook(models.Model):
    """An address of another system that is notified of some events. It is off where somebody switched it off, or it failed too often."""

    name = models.CharField(max_length=80)
    url = models.URLField("address", max_length=500)
    kind = models.CharField(max_length=10, choices=WebhookKind)
    events = EnumListField(enum=FeedEvent, help_text="Codes of what it is notified of.")
    sealed_secret = models.CharField(max_length=250, help_text="By which receivers know that a message is ours; sealed.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    is_on = models.BooleanField(default=True)
    off_because = models.CharField(max_length=200, blank=True)
    failed_in_a_row = models.PositiveIntegerField(default=0, help_text="Attempts since one was taken.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def event_labels(self) -> list[str]:
        return [str(event.label) for event in FeedEvent if event in self.events]


class WebhookDelivery(models.Model):
    """One event on its way to one receiver, with the same `event_id` however often it is sent."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    event = models.CharField(max_length=20, choices=FeedEvent)
    event_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.TextField(help_text="As it is sent.")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="What the receiver answered last.")
    problem = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="deliveries_to_send")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.DELIVERED) | Q(delivered_at__isnull=False), name="delivered_at_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()} to {self.webhook}"
