"""Whether a worker agrees that their good practice is shared."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from audits.models import Audit, Finding
from foundation.council.clock import today
from publications.enums import ConsentState
from publications.querysets import ExampleConsentQuerySet

from .publications import Publication


class ExampleConsent(models.Model):
    """What the worker of an audit was asked of one of its strengths, and what they said. `strength` is the finding as it was then, which
    the worker and the QA lead read, and nobody else.
    """

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="consent")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    strength = models.TextField()
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ConsentState, default=ConsentState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(default=today)
    answered_on = models.DateField(null=True, blank=True)

    objects = ExampleConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConsentState.ASKED, answered_on=None) | Q(~Q(state=ConsentState.ASKED), answered_on__isnull=False),
                name="consent_is_answered_on_a_day",
            ),
            models.UniqueConstraint(fields=["finding"], condition=Q(finding__isnull=False), name="a_strength_proposed_once"),
        ]

    def __str__(self) -> str:
        return f"Consent to {self.publication.short_name.lower()}"
