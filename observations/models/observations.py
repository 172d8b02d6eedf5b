"""One observation of practice: planned, recorded, shared, acknowledged."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models import Audit, Cycle
from foundation.accounts.models import Team
from foundation.lookups.enum_lists import EnumListField
from observations.enums import FamilyConsent, ObservationState, ObservedGrade, Present
from observations.querysets import ObservationQuerySet

from .kinds import ObservationType
from .plans import ObservationPlan
from .templates import ObservationTemplate, PracticeArea

UNSEEN = (ObservationState.PLANNED, ObservationState.CANCELLED)


class Observation(models.Model):
    """One observation of practice, in a month's cycle or freely and, where there is one, beside an audit.

    `month` is the first day of the month that it counts in: its cycle's, or that of the day for which it was planned. `first_due` is
    the day planned first, which rescheduling leaves; both are empty where nobody said by when.
    """

    number = models.BigAutoField(primary_key=True)
    month = models.DateField()
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="observations")
    plan = models.ForeignKey(ObservationPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="observations")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="observations")
    kind = models.ForeignKey(ObservationType, verbose_name="type", on_delete=models.PROTECT, related_name="observations")
    template = models.ForeignKey(
        ObservationTemplate, verbose_name="form", on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="observations")
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="observations_of_work"
    )
    team = models.ForeignKey(Team, verbose_name="practitioner's team", on_delete=models.PROTECT, related_name="observations")
    due = models.DateField(null=True, blank=True)
    first_due = models.DateField("planned first for", null=True, blank=True)
    rescheduled_why = models.TextField("why it was rescheduled", blank=True)
    preparation = models.TextField(blank=True)
    consent = models.CharField("family’s consent", max_length=12, choices=FamilyConsent, default=FamilyConsent.NOT_ASKED)
    consent_note = models.TextField("what the family said to it", blank=True)
    consent_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=ObservationState, default=ObservationState.PLANNED)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_why = models.TextField("why it was cancelled", blank=True)
    seen_on = models.DateField("date of the observation", null=True, blank=True)
    present = EnumListField("who was present", enum=Present)
    present_also = models.CharField("who else was present", max_length=200, blank=True)
    seen = models.TextField("what was seen", blank=True)
    strengths = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    child_feedback = models.TextField("what the child said", blank=True)
    parent_feedback = models.TextField("what the parents said", blank=True)
    carer_feedback = models.TextField("what the carers said", blank=True)
    family_feedback = models.TextField("what other family or friends said", blank=True)
    grade = models.CharField("grade of the observation", max_length=12, choices=ObservedGrade, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    shared_on = models.DateField(null=True, blank=True)
    reflection = models.TextField("practitioner’s reflection", blank=True)
    reflected_on = models.DateField(null=True, blank=True)
    answer = models.TextField("practitioner’s answer", blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=~Q(observer=models.F("practitioner")), name="nobody_observes_themselves"),
            models.CheckConstraint(condition=Q(state__in=UNSEEN) | Q(seen_on__isnull=False), name="recorded_has_its_day"),
            models.CheckConstraint(
                condition=~Q(state=ObservationState.CANCELLED) | Q(cancelled_on__isnull=False), name="a_cancelled_observation_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("observations:observation", args=[self.number])

    @property
    def short_name(self) -> str:
        return f"Observation {self.number}"

    @property
    def is_seen(self) -> bool:
        return self.state not in UNSEEN


class AreaSeen(models.Model):
    """An area of practice that was seen in one observation. What was not seen has no row."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="areas_seen")
    area = models.ForeignKey(PracticeArea, on_delete=models.PROTECT, related_name="seen_in")
    words = models.TextField(blank=True)
    grade = models.CharField("grade of the area", max_length=12, choices=ObservedGrade, blank=True)

    class Meta:
        ordering = ["observation_id", "area__position"]
        constraints = [models.UniqueConstraint(fields=["observation", "area"], name="a_practice_area_once_in_an_observation")]

    def __str__(self) -> str:
        return f"{self.area}: {dict(ObservedGrade.choices).get(self.grade, 'seen')}"
