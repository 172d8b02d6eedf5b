"""The versions of the audit tool: their domains, descriptors and questions, and to whom each applies."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.enums import DomainRelation, Framework, Grade, IlacsJudgement, PlanType
from foundation.accounts.models import Service
from foundation.lookups.enum_lists import EnumListField


class Tool(models.Model):
    """One version of the audit tool. A published version does not change; each audit keeps the one it was done with."""

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField()
    based_on = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_version")
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name__folded", "version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="a_tool_version_once"),
            models.UniqueConstraint(fields=["name"], condition=Q(published_on__isnull=True), name="one_draft_of_a_tool"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("audits:tool", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.published_on is None


class AppliesTo(models.Model):
    """What is asked of some records only: of these plan types and these services. Blank is all of them."""

    plan_types = EnumListField(enum=PlanType)
    services = models.ManyToManyField(Service, blank=True, related_name="+")

    class Meta:
        abstract = True


class Domain(AppliesTo):
    """One area of practice that the tool asks the auditor to grade.

    `comes_from` are the domains of the version before it from which it was made, and `relation` says how.
    """

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="domains")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    guidance = models.TextField(blank=True)
    judgement = models.CharField("inspection judgement", max_length=12, choices=IlacsJudgement, blank=True)
    framework = models.CharField("national framework", max_length=12, choices=Framework, blank=True)
    relation = models.CharField("compared with the version before", max_length=10, choices=DomainRelation, blank=True)
    comes_from = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="becomes")

    class Meta:
        ordering = ["tool_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["tool", "name"], name="a_domain_name_once_in_a_tool"),
            models.UniqueConstraint(fields=["tool", "position"], name="a_domain_position_once_in_a_tool"),
        ]

    def __str__(self) -> str:
        return self.name


class Descriptor(models.Model):
    """What a grade looks like in a domain."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="descriptors")
    grade = models.CharField(max_length=2, choices=Grade)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["domain", "grade"], name="one_descriptor_a_grade")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.get_grade_display()}"


class Question(AppliesTo):
    """What an auditor is to ask themselves before they grade a domain. It has no answer of its own: the reason holds it."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    guidance = models.TextField(blank=True)

    class Meta:
        ordering = ["domain", "position"]
        constraints = [models.UniqueConstraint(fields=["domain", "position"], name="a_question_position_once_in_a_domain")]

    def __str__(self) -> str:
        return self.text
