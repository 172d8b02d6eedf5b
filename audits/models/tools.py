"""The versions of the audit tool: their domains, descriptors and questions, and to whom each applies."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.enums import DomainRelation, Framework, Grade, IlacsJudgement, PlanType
from foundation.accounts.models import Service
from foundation.lookups.enum_lists import EnumListField


class FormVersion(models.Model):
    """One version of what is asked. A published version does not change; what is answered by it keeps it.

    The audit tool, and the forms of rooms above, which have versions and parts of their own kinds (`audits.tool.services.drafts`).
    """

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField()
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @property
    def is_draft(self) -> bool:
        return self.published_on is None


class FormArea(models.Model):
    """One area of practice of a version, in its place."""

    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    guidance = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class FormPrompt(models.Model):
    """What somebody is to ask themselves of an area. It has no answer of its own: the words of the area hold it."""

    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    guidance = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class Tool(FormVersion):
    """One version of the audit tool. A published version does not change; each audit keeps the one it was done with."""

    based_on = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_version")

    class Meta:
        ordering = ["name__folded", "version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="a_tool_version_once"),
            models.UniqueConstraint(fields=["name"], condition=Q(published_on__isnull=True), name="one_draft_of_a_tool"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("audits:tool", args=[self.pk])


class AppliesTo(models.Model):
    """What is asked of some records only: of these plan types and these services. Blank is all of them."""

    plan_types = EnumListField(enum=PlanType)
    services = models.ManyToManyField(Service, blank=True, related_name="+")

    class Meta:
        abstract = True


class Domain(FormArea, AppliesTo):
    """One area of practice that the tool asks the auditor to grade.

    `comes_from` are the domains of the version before it from which it was made, and `relation` says how.
    """

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="domains")
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


class Descriptor(models.Model):
    """What a grade looks like in a domain."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="descriptors")
    grade = models.CharField(max_length=2, choices=Grade)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["domain", "grade"], name="one_descriptor_a_grade")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.get_grade_display()}"


class Question(FormPrompt, AppliesTo):
    """What an auditor is to ask themselves before they grade a domain. It has no answer of its own: the reason holds it."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="questions")

    class Meta:
        ordering = ["domain", "position"]
        constraints = [models.UniqueConstraint(fields=["domain", "position"], name="a_question_position_once_in_a_domain")]
