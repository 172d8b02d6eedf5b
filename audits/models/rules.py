"""The rules that a council sets for its audits."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from foundation.lookups.rows import get_or_none


class AuditRules(models.Model):
    """What holds for every month. There is one row, with primary key 1. Days are working days."""

    sample_months = models.PositiveSmallIntegerField("months in which a record is not sampled again", default=12)
    sample_open_weeks = models.PositiveSmallIntegerField("weeks a record is open before it is sampled", default=12)
    response_days = models.PositiveSmallIntegerField("days to respond to an Inadequate", default=5, validators=[MinValueValidator(1)])
    challenge_days = models.PositiveSmallIntegerField("days in which a team may challenge", default=10, validators=[MinValueValidator(1)])
    answer_days = models.PositiveSmallIntegerField("days to answer a challenge", default=10, validators=[MinValueValidator(1)])
    conversation_days = models.PositiveSmallIntegerField(
        "days to hold the reflective conversation", default=10, validators=[MinValueValidator(1)]
    )
    factual_check_days = models.PositiveSmallIntegerField("days for the factual check", default=3, validators=[MinValueValidator(1)])
    re_audit_months = models.PositiveSmallIntegerField("months until an Inadequate is audited again", default=3)
    drift_share = models.PositiveSmallIntegerField(
        "percentage of changed grades from which an auditor drifts",
        default=40,
        help_text="Counted over the auditor’s latest ten moderated audits.",
    )
    first_to_ring = models.TextField(
        "who to call first when a child may be at risk now", default="The team’s duty manager; out of hours, the emergency duty team."
    )
    told_of_risk = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="people notified at once")
    break_glass_hours = models.PositiveSmallIntegerField(
        "hours for which break-glass opens an audit", default=4, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    grade_on_record = models.BooleanField("the page for the child’s record shows the overall grade", default=False)

    class Meta:
        verbose_name_plural = "audit rules"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_set_of_audit_rules")]

    def __str__(self) -> str:
        return "Audit settings"

    @classmethod
    def current(cls) -> "AuditRules":
        """The one row, or the defaults where nobody has saved rules yet."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)
