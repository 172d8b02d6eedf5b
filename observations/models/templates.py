"""The forms that observations are written on, in versions as the audit tool's."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models import Domain, FormArea, FormPrompt, FormVersion


class ObservationTemplate(FormVersion):
    """One version of a form. A published version does not change; each observation keeps the one it was written on."""

    based_on = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_version")
    asks_grade = models.BooleanField(
        "asks for a grade", default=True, help_text="On the scale of observations, and never needed. It enters no figure of audits."
    )

    class Meta:
        ordering = ["name__folded", "version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="an_observation_form_version_once"),
            models.UniqueConstraint(fields=["name"], condition=Q(published_on__isnull=True), name="one_draft_of_an_observation_form"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("observations:template", args=[self.pk])


class PracticeArea(FormArea):
    """An area of practice that an observer may see; not all need be seen.

    `domain` is the domain of the audit tool that its grades may be set beside, of any version: domains go on through versions.
    """

    template = models.ForeignKey(ObservationTemplate, on_delete=models.PROTECT, related_name="areas")
    domain = models.ForeignKey(
        Domain, verbose_name="domain of the audit tool", on_delete=models.PROTECT, null=True, blank=True, related_name="observed_in"
    )

    class Meta:
        ordering = ["template_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "name"], name="a_practice_area_name_once_in_a_form"),
            models.UniqueConstraint(fields=["template", "position"], name="a_practice_area_position_once_in_a_form"),
        ]


class AreaQuestion(FormPrompt):
    """What an observer looks for in an area."""

    area = models.ForeignKey(PracticeArea, on_delete=models.CASCADE, related_name="questions")

    class Meta:
        verbose_name = "question"
        ordering = ["area", "position"]
        constraints = [models.UniqueConstraint(fields=["area", "position"], name="a_question_position_once_in_an_area")]
