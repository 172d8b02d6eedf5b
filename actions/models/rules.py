"""The rules that a council sets for its actions."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from foundation.lookups.rows import get_or_none


class ActionRules(models.Model):
    """There is one row, with primary key 1. Days are working days."""

    urgent_days = models.PositiveSmallIntegerField("days for an urgent action", default=5, validators=[MinValueValidator(1)])
    normal_days = models.PositiveSmallIntegerField("days for any other action", default=20, validators=[MinValueValidator(1)])
    due_soon_days = models.PositiveSmallIntegerField("days before the due date from which it is due soon", default=5)
    check_percentage = models.PositiveSmallIntegerField(
        "percentage of verified actions that the QA lead looks at again", default=20, validators=[MaxValueValidator(100)]
    )
    check_seed = models.PositiveIntegerField("seed of the lots", default=1, help_text="The same seed draws the same actions again.")
    effect_fewest = models.PositiveSmallIntegerField(
        "fewest later audits before practice is compared", default=3, validators=[MinValueValidator(1)]
    )
    evidence_files = models.BooleanField("files may be added as evidence", default=False)
    evidence_megabytes = models.PositiveSmallIntegerField(
        "largest file, in megabytes", default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        verbose_name_plural = "action rules"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_set_of_action_rules")]

    def __str__(self) -> str:
        return "Action settings"

    @classmethod
    def current(cls) -> "ActionRules":
        """The one row, or the defaults where nobody has saved rules yet."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)
