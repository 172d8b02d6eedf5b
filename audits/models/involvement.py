"""Who had to do with a record: written down when it happens, so that no later change of post, team or part undoes it."""

from django.conf import settings
from django.db import models

from audits.enums import ConflictKind

from .audits import Audit


class Involvement(models.Model):
    """Somebody stood in a hard conflict with an audit's record when it was added, allocated or submitted. Never deleted.

    One that came of a fact which was never right (`is_mistaken`) keeps nobody from judging; it stays, with the correction in the trail.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="involvements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ConflictKind)
    is_mistaken = models.BooleanField(default=False, help_text="The worker or team of which it came was recorded wrongly.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["audit", "person", "kind"], name="involved_once_in_one_way")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display().lower()}: {self.audit}"
