"""What shows that an action was done."""

from django.conf import settings
from django.db import models

from .action import Action


class Evidence(models.Model):
    """What shows that an action was done: words, and where to look in the case system. Never a copy of the record."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField()
    pointer = models.CharField("where to find it", max_length=250, blank=True)
    link = models.URLField("web address", max_length=500, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.text


class EvidenceFile(models.Model):
    """A file given as evidence, where the council allows files. The file itself lies under `stored` outside what is served."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=150, help_text="As its owner named it; only shown and offered, never a path.")
    stored = models.UUIDField("name under which it is stored", unique=True)
    kind = models.CharField(max_length=5, help_text="By its content, not its name.")
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_store(self) -> str:
        return self.stored.hex
