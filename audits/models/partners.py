"""Audits with other agencies: the agencies, their auditors, the part that each is asked for, and what came of all parts together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.enums import Grade, PartState
from audits.querysets import AgencyPartQuerySet

from .audits import Audit
from .tools import Domain, Tool


class PartnerAgency(models.Model):
    """Another agency that audits with us: the police, the health trust, a school. Its tool is found by `tool_name`."""

    name = models.CharField(max_length=80, unique=True)
    tool_name = models.CharField("audit tool", max_length=100, unique=True)
    ended_on = models.DateField("no longer takes part since", null=True, blank=True)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, through="PartnerAuditor", related_name="agencies")

    class Meta:
        ordering = ["name__folded"]
        verbose_name_plural = "partner agencies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:agency", args=[self.pk])


class PartnerAuditor(models.Model):
    """For which agency a partner auditor audits: one."""

    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="auditors")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="partner_auditor")

    def __str__(self) -> str:
        return f"{self.person}, {self.agency}"


class AgencyPart(models.Model):
    """What one agency is asked to audit of one child, and what it answers.

    Of the council's case its auditor reads nothing but `reference` and `look_at`, which the audit's own auditor wrote for them.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="parts")
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="parts")
    partner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agency_parts")
    reference = models.CharField(max_length=80, help_text="By which the agency finds the child in its own records. Never a name.")
    look_at = models.TextField("what to look at")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=PartState, default=PartState.GIVEN)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    begun_on = models.DateField("no involvement declared on", null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    seen = models.TextField("what the agency saw", blank=True)
    return_reason = models.TextField("why it was asked back", blank=True)
    left_out_reason = models.TextField("why the agency takes no part", blank=True)

    objects = AgencyPartQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "agency"], name="a_part_of_an_agency_once"),
            models.CheckConstraint(
                condition=~Q(state=PartState.SUBMITTED) | Q(submitted_on__isnull=False), name="a_submitted_part_has_its_day"
            ),
            models.CheckConstraint(condition=~Q(state=PartState.LEFT_OUT) | ~Q(left_out_reason=""), name="a_part_left_out_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"Part {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("audits:part", args=[self.pk])

    @property
    def parts_url(self) -> str:
        """Where all parts of the audit are."""
        return reverse("audits:parts", args=[self.audit_id])

    @property
    def is_open(self) -> bool:
        """Still with its agency."""
        return self.state in (PartState.GIVEN, PartState.BEGUN)

    @property
    def is_submitted(self) -> bool:
        return self.state == PartState.SUBMITTED


class PartJudgement(models.Model):
    """An agency's grade of its own practice in one domain of its tool, and why."""

    part = models.ForeignKey(AgencyPart, on_delete=models.PROTECT, related_name="judgements")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=2, choices=Grade, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["part", "domain__position"]
        constraints = [models.UniqueConstraint(fields=["part", "domain"], name="a_domain_of_a_part_once")]

    def __str__(self) -> str:
        return f"{self.domain} in {self.part}"


class JoinedParts(models.Model):
    """What the agencies agreed once all parts were there. The joint grade is the overall judgement of the audit."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="joined")
    findings = models.TextField("what the agencies found together")
    grade = models.CharField(max_length=2, choices=Grade)
    agreed_with = models.TextField("who agreed it", blank=True)
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField()

    class Meta:
        verbose_name_plural = "joined parts"

    def __str__(self) -> str:
        return f"What the agencies found together in {self.audit}"
