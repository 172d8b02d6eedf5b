"""What people are notified of, the mails that carry it, and what a person wants by mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.lookups.enum_lists import EnumListField

from .enums import MessageKind, MessageState, Topic
from .querysets import MessageQuerySet, NoticeQuerySet


class Message(models.Model):
    """One mail of the outbox, written when it enters and sent as it was written, however often that takes."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail")
    address = models.EmailField(
        blank=True, help_text="Another than the person’s own: the one that they had before, or of somebody outside until it is sent."
    )
    kind = models.CharField(max_length=10, choices=MessageKind)
    day = models.DateField("the council's day")
    message_id = models.CharField(
        "Message-ID", max_length=200, unique=True, help_text="Fixed here, so that a mail sent twice is known as one."
    )
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True, help_text="Why it was not sent the last time.")
    created = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state"], name="messages_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], condition=Q(kind=MessageKind.DIGEST), name="one_digest_a_person_a_day"),
            models.CheckConstraint(condition=~Q(state=MessageState.SENT) | Q(sent_at__isnull=False), name="sent_at_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} (to {self.person})"

    @property
    def is_outside(self) -> bool:
        return self.kind == MessageKind.OUTSIDE


class Notice(models.Model):
    """One thing that one person is notified of, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=100, help_text="What it is about, as in “audit.allocated:1042”.")
    subject = models.CharField(max_length=250)
    words = models.TextField(blank=True)
    path = models.CharField(max_length=250)
    at_once = models.BooleanField(default=False)
    day = models.DateField("the council's day")
    created = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField("went into a mail on", null=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="a_person_is_told_once")]
        indexes = [models.Index(fields=["person", "told_on"], name="notices_to_tell")]

    def __str__(self) -> str:
        return self.subject


class Preference(models.Model):
    """What a person wants by mail. What is sent at once is sent whatever they want."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail_preference")
    wants_digest = models.BooleanField(default=True)
    left_out = EnumListField("topics left out", enum=Topic)

    def __str__(self) -> str:
        return f"What {self.person} gets by mail"

    @classmethod
    def of(cls, person) -> "Preference":
        """As the person chose, else everything."""
        return cls.objects.filter(person=person).first() or cls(person=person)

    def wants(self, topic: Topic) -> bool:
        return self.wants_digest and topic not in self.left_out
