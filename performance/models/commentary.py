"""What people say about an indicator's month."""

from django.conf import settings
from django.db import models

from performance.enums import Status
from performance.querysets import CommentaryManager

from .indicators import Indicator


class Commentary(models.Model):
    """What people say of an indicator's month: status with name and date, comment, action."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commentaries")
    month = models.DateField()
    status = models.PositiveSmallIntegerField(choices=Status, null=True, blank=True)
    status_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)
    action = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_on = models.DateField(null=True, blank=True, help_text="When it was handed in; empty while it is being written.")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="comments_asked")
    due = models.DateField(null=True, blank=True)
    # What the Board and the report read. What is written afterwards is a draft until it is published in its turn.
    published_comment = models.TextField(blank=True)
    published_action = models.TextField(blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True, help_text="Published and taken back; empty once the words are changed.")

    objects = CommentaryManager()

    class Meta:
        ordering = ["indicator", "month"]
        verbose_name_plural = "commentaries"
        constraints = [models.UniqueConstraint(fields=["indicator", "month"], name="a_commentary_once_a_month")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}"

    @property
    def is_waiting(self) -> bool:
        """Asked for and not handed in yet, though words may have been saved while they are written."""
        return self.asked_of_id is not None and self.written_on is None

    @property
    def is_published(self) -> bool:
        """Whether the Board and the report read something of it."""
        return bool(self.published_comment or self.published_action)

    @property
    def has_draft(self) -> bool:
        """Whether words wait to be published."""
        return (self.comment, self.action) != (self.published_comment, self.published_action)
