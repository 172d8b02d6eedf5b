"""What shows whether something that an inspection asked for gets better."""

from django.db import models

from actions.models import Action
from audits.models import Domain, FindingTheme
from commissions.models import Commission
from performance.models import Indicator


class MappedTo(models.Model):
    """Domains of the audit tool, themes of findings, indicators, actions, commissioned work; sections of the Board's report by key."""

    domains = models.ManyToManyField(Domain, blank=True, related_name="%(class)s_set")
    themes = models.ManyToManyField(FindingTheme, blank=True, related_name="%(class)s_set")
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="%(class)s_set")
    actions = models.ManyToManyField(Action, blank=True, related_name="%(class)s_set")
    commissions = models.ManyToManyField(Commission, blank=True, related_name="%(class)s_set")
    section_keys = models.JSONField("sections of the report", default=list, blank=True)

    class Meta:
        abstract = True
