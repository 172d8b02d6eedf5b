"""The second look at a random share, and whether practice changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .action import Action


class SecondLook(models.Model):
    """The lot drawn when an action was verified; where it was drawn, the QA lead looks at the evidence as well."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="second_looks")
    seed = models.PositiveIntegerField()
    lot = models.PositiveSmallIntegerField(help_text="From 0 to 9999.")
    percentage = models.PositiveSmallIntegerField(help_text="A lot below this share is drawn.")
    is_drawn = models.BooleanField()
    drawn_on = models.DateField()
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    looked_on = models.DateField(null=True, blank=True)
    stands = models.BooleanField("the verification stands", null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["action"], condition=Q(is_drawn=True, looked_on=None), name="one_second_look_waits"),
        ]

    def __str__(self) -> str:
        return f"Second look at {self.action.short_name}"

    @property
    def is_waiting(self) -> bool:
        return self.is_drawn and self.looked_on is None


class Effect(models.Model):
    """Whether practice changed, as somebody other than the owner judged it, and the audits that were before them then."""

    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="effect")
    is_effective = models.BooleanField()
    words = models.TextField("what changed")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_on = models.DateField()
    # Agreed grades of the action's domains there: how many at all and how many weak, before and after it was verified.
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    weak_before = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.PositiveSmallIntegerField(null=True, blank=True)
    weak_after = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words
