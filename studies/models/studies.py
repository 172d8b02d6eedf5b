"""A study: narrow questions that are asked of many records, in one wave or in several."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models import Domain
from performance.models import Indicator
from studies.enums import StudyKind, StudyState
from studies.querysets import StudyQuerySet

PERCENT = (MinValueValidator(0), MaxValueValidator(100))


class Study(models.Model):
    """A dip sample: what is asked of so many records, before and after what is to change it; or a check of a figure's rows."""

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10, choices=StudyKind, default=StudyKind.DIP_SAMPLE)
    title = models.CharField(max_length=120)
    why = models.TextField("what it is for")
    change = models.CharField("what is to make the change", max_length=150, blank=True)
    changed_on = models.DateField("day of the change", null=True, blank=True)
    hoped_before = models.PositiveSmallIntegerField("share of Yes expected before, in percent", null=True, blank=True, validators=PERCENT)
    hoped_after = models.PositiveSmallIntegerField("share of Yes hoped for after, in percent", null=True, blank=True, validators=PERCENT)
    size = models.PositiveSmallIntegerField("records in a wave")
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="studies_led")
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="studies_read", verbose_name="people who read records"
    )
    domain = models.ForeignKey(
        Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="studies", verbose_name="domain that it is about"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="accuracy_samples")
    month = models.DateField("month of the figure", null=True, blank=True)
    state = models.CharField(max_length=10, choices=StudyState, default=StudyState.OPEN)
    planned_on = models.DateField()
    learned = models.TextField("what was learned", blank=True)
    finished_on = models.DateField(null=True, blank=True)

    objects = StudyQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=StudyKind.DIP_SAMPLE, indicator=None, month=None)
                | Q(kind=StudyKind.ACCURACY, indicator__isnull=False, month__isnull=False),
                name="an_accuracy_sample_has_its_figure",
            ),
            models.CheckConstraint(
                condition=Q(hoped_before=None, hoped_after=None) | Q(hoped_before__lte=100, hoped_after__lte=100),
                name="both_hoped_for_shares_or_none",
            ),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=500), name="a_wave_has_1_to_500_records"),
            models.CheckConstraint(
                condition=Q(state=StudyState.OPEN, finished_on=None) | Q(state=StudyState.FINISHED, finished_on__isnull=False),
                name="a_finished_study_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("studies:study", args=[self.number])

    @property
    def short_name(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == StudyState.OPEN

    @property
    def is_of_accuracy(self) -> bool:
        return self.kind == StudyKind.ACCURACY

    @property
    def has_a_hope(self) -> bool:
        """A change that is expected, so that what the sample can find can be said."""
        return self.hoped_before is not None and self.hoped_after is not None


class StudyQuestion(models.Model):
    """One question with the answers yes, partly, no and does not apply. The first is the one that the study was planned for."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["study", "place"]
        constraints = [models.UniqueConstraint(fields=["study", "place"], name="a_place_of_a_question_once")]

    def __str__(self) -> str:
        return self.text
