"""The council's own name, look and words: one row."""

from contextvars import ContextVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from foundation.documents.formats import uk_date
from foundation.lookups.rows import get_or_none

from .enums import CaredForWord, RequiresImprovementWord

# Of days that somebody has at least: a day to begin with, and no more than the longest step.
DAYS_BOUNDS = (MinValueValidator(1), MaxValueValidator(60))
# None outside a block that keeps the council at hand; inside one, empty until somebody asks.
held_council: ContextVar["list[Council] | None"] = ContextVar("held_council", default=None)


class Council(models.Model):
    """Settings of the council that uses this system. There is exactly one row, with primary key 1."""

    name = models.CharField("council's name", max_length=100, default="Your council")
    logo = models.BinaryField(null=True, blank=True, editable=False)
    logo_type = models.CharField(max_length=20, blank=True, editable=False)
    colour = models.CharField(
        "main colour",
        max_length=7,
        default="#1d4f60",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Enter the colour as # and six digits, for example #1d4f60.")],
    )
    cared_for_word = models.CharField(
        "word for children in the council's care", max_length=20, choices=CaredForWord, default=CaredForWord.CARED_FOR
    )
    requires_improvement_word = models.CharField(
        "wording of the third grade", max_length=40, choices=RequiresImprovementWord, default=RequiresImprovementWord.FULL
    )
    # What only the council knows of the pages in the footer, which everybody reads, signed in or not.
    contact = models.TextField("who to ask for help", max_length=1000, blank=True)
    data_protection = models.TextField("who answers for data protection", max_length=1000, blank=True)
    privacy_notice = models.URLField("the council’s privacy notice", blank=True)
    keeping = models.TextField("how long audits are kept", max_length=1000, blank=True)
    accessibility_known = models.TextField("what is known not to be accessible", max_length=2000, blank=True)

    # Working days from when something comes to a person, before they can be late with it.
    own_days = models.PositiveSmallIntegerField("least days for what is given to somebody", default=5, validators=DAYS_BOUNDS)
    urgent_own_days = models.PositiveSmallIntegerField("least days for an urgent action", default=2, validators=DAYS_BOUNDS)

    demo_day = models.DateField("the demo's day", null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_council")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Council":
        """The one row, or the defaults where nobody has saved settings yet; kept within `council_cached`."""
        held = held_council.get()
        if held is None:
            return cls.stored()
        if not held:
            held.append(cls.stored())
        return held[0]

    @classmethod
    def stored(cls) -> "Council":
        """As the database has it, to be changed."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)

    @staticmethod
    def forget() -> None:
        """After a change: the next call in this block reads again."""
        held = held_council.get()
        if held:
            held.clear()

    @property
    def logo_url(self) -> str | None:
        return reverse("council:logo") if self.logo else None

    @property
    def demo_banner(self) -> str:
        if not self.demo_day:
            return ""
        return f"Demonstration with invented people and records. Today is {uk_date(self.demo_day)}."
