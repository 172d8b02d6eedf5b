from django.conf import settings
from django.db import models


class CouncilAccount(models.Model):
    """Who somebody is at the provider of the council's accounts (OpenID Connect): their number there, whatever their address."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="council_accounts")
    issuer = models.CharField(max_length=250)
    subject = models.CharField(max_length=250)
    linked_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="a_council_account_is_of_one_person"),
            models.UniqueConstraint(fields=["issuer", "person"], name="a_person_has_one_council_account"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.issuer}"
