"""The versions of the audit tool, their domains and descriptors."""

from django.db import models

from audits.enums import Grade


class Tool(models.Model):
    """One version of the audit tool. A published version does not change; each audit keeps the one it was done with."""

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField()
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="a_tool_version_once")]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Domain(models.Model):
    """One area of practice that the tool asks the auditor to grade."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="domains")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    guidance = models.TextField(blank=True)

    class Meta:
        ordering = ["tool", "position"]
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
