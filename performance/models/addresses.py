"""A private address at which a program reads every figure."""

from django.conf import settings
from django.db import models


class FiguresAddress(models.Model):
    """A person's private address of the table of figures. The address itself is shown once and not stored."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="figures_address")
    key_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    times_left = models.PositiveIntegerField(help_text="As often as the person had left when it was made: it does not come back with them.")

    def __str__(self) -> str:
        return f"Address of figures of {self.person}"
