"""Links by which somebody chooses a password: reset, invitation, first administrator.

A link is made from what is stored and stored nowhere. It works for `PASSWORD_RESET_TIMEOUT` and once: it holds a digest of the
password, the e-mail address and the last sign-in, so that any of them changing ends every link there is.
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from .models import Person


class PasswordLinks(PasswordResetTokenGenerator):
    key_salt = "foundation.accounts.password_links"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        """Who left and came back is sent a new link."""
        return f"{super()._make_hash_value(user, timestamp)}{user.times_signed_out or ''}"


password_links = PasswordLinks()


def path_of_link(person: Person) -> str:
    number = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("passwords:by-link", kwargs={"uidb64": number, "token": password_links.make_token(person)})
