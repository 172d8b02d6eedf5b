"""By which rules each audience is shown a report, and what was released to one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.enums import Protection, ReportAudience, RoundTo

from .reports import Report


class AudienceRuleSet(models.Model):
    """By which rules each audience is shown a report, from the next release on. There is one row, with primary key 1.

    Of the staff newsletter and the public each count is always protected.
    """

    leadership_protection = models.CharField(max_length=15, choices=Protection, default=Protection.NOTHING)
    leadership_fewest = models.PositiveSmallIntegerField(default=5)
    leadership_round_to = models.PositiveSmallIntegerField(choices=RoundTo, default=RoundTo.NOTHING)
    leadership_zeros_disclose = models.BooleanField(default=False)
    board_protection = models.CharField(max_length=15, choices=Protection, default=Protection.WHOLE_TABLES)
    board_fewest = models.PositiveSmallIntegerField(default=5)
    board_round_to = models.PositiveSmallIntegerField(choices=RoundTo, default=RoundTo.NOTHING)
    board_zeros_disclose = models.BooleanField(default=False)
    newsletter_fewest = models.PositiveSmallIntegerField(default=5)
    newsletter_round_to = models.PositiveSmallIntegerField(choices=RoundTo, default=RoundTo.NOTHING)
    newsletter_zeros_disclose = models.BooleanField(default=False)
    public_fewest = models.PositiveSmallIntegerField(default=5)
    public_round_to = models.PositiveSmallIntegerField(choices=RoundTo, default=RoundTo.FIVE)
    public_zeros_disclose = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_set_of_audience_rules"),
            models.CheckConstraint(
                condition=Q(newsletter_fewest__gte=3, public_fewest__gte=3), name="staff_and_public_never_see_fewer_than_three"
            ),
        ]

    def __str__(self) -> str:
        return "Audiences of the report"

    @classmethod
    def current(cls) -> "AudienceRuleSet":
        """The one row, or the defaults where nobody has saved rules yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class AudienceRelease(models.Model):
    """An approved edition as one audience is shown it: asked for, then released by a person who may approve the report.

    `content` is what was released, as `stored.REPORT_CONTENT` has it; nothing where that is the whole of what was approved. It is what a
    later release is compared with, whatever the rules are by then, so it never changes and is never removed.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="audience_releases")
    audience = models.CharField(max_length=12, choices=ReportAudience)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_on = models.DateField(null=True, blank=True)
    # In which order an audience was shown what: a day may have several.
    turn = models.PositiveIntegerField(null=True, blank=True, help_text="Among the releases to this audience, from 1.")
    content = models.JSONField(null=True, blank=True, editable=False)
    hidden = models.PositiveIntegerField(default=0, help_text="How many cells, charts and sentences this audience is not shown.")

    class Meta:
        ordering = ["report", "audience"]
        constraints = [
            models.UniqueConstraint(fields=["report", "audience"], name="a_report_released_once_an_audience"),
            models.UniqueConstraint(fields=["audience", "turn"], name="one_release_a_turn"),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_on__isnull=True, turn__isnull=True, content__isnull=True)
                | Q(released_by__isnull=False, released_on__isnull=False, turn__isnull=False),
                name="released_by_someone_on_a_day_in_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_audience_display()}"

    @property
    def is_released(self) -> bool:
        return self.released_on is not None
