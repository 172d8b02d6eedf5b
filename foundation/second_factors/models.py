"""What somebody has beside their password: an app that shows codes, passkeys, and recovery codes for the day when these are lost."""

from django.conf import settings
from django.db import models

from foundation.accounts.enums import Role
from foundation.documents.formats import uk_date


class AuthenticatorApp(models.Model):
    """An app on a phone or computer that shows a code of six digits, another every half minute (RFC 6238)."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authenticator_app")
    sealed_secret = models.TextField(help_text="What the app was given, sealed with the portal’s secret key.")
    last_step = models.BigIntegerField(default=0, help_text="The half minute of the last code that was taken: no code works twice.")
    added_on = models.DateField()

    def __str__(self) -> str:
        return f"Authenticator app, added {uk_date(self.added_on)}"


class Passkey(models.Model):
    """A key pair in a phone, computer or security key (WebAuthn). The portal keeps the public half."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True, help_text="As base64url.")
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    added_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """One of ten codes on paper. Each works once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="a_recovery_code_once")]

    def __str__(self) -> str:
        return f"Recovery code of {self.person}"


class RequiredSecondFactor(models.Model):
    """People with this role cannot use the portal without a second step."""

    role = models.CharField(max_length=30, choices=Role, unique=True)

    class Meta:
        ordering = ["role"]

    def __str__(self) -> str:
        return self.get_role_display()
