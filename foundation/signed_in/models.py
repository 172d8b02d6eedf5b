from django.conf import settings
from django.db import models


class SignedInBrowser(models.Model):
    """A browser in which somebody is signed in: removed with its session."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signed_in_browsers")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=60, help_text="What it says of itself, in words.")
    address = models.CharField(max_length=64, help_text="The network address that it signed in from.")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "pk"]

    def __str__(self) -> str:
        return self.browser
