"""Who signed in, failed to, or signed out, and when: in the log of access, for administrators to see."""

from django.contrib.auth.forms import AuthenticationForm

from foundation.activity.access import note_access
from foundation.activity.enums import AccessKind

from .models import Person

SIGN_IN, SIGN_OUT = "accounts:sign-in", "accounts:sign-out"
# A try that nobody looks at, for there were too many, is in the trail as the pause that it falls in.
COUNTED = {"invalid_login", "inactive"}


def note_signed_in(person: Person) -> None:
    note_access(actor=person, act=AccessKind.SIGNED_IN, address=SIGN_IN)


def note_signed_out(person: Person) -> None:
    note_access(actor=person, act=AccessKind.SIGNED_OUT, address=SIGN_OUT)


def note_failed(form: AuthenticationForm) -> None:
    """With the account, where there is one. What was typed is written down nowhere: people type passwords into the wrong box."""
    if not any(form.has_error("__all__", code) for code in COUNTED):
        return
    typed = str(form.cleaned_data.get("username", "")).strip()
    person = Person.objects.filter(email__iexact=typed, is_system=False).first() if typed else None
    note_access(actor=person, act=AccessKind.SIGN_IN_FAILED, address=SIGN_IN)


def note_not_confirmed(person: Person | None) -> None:
    """A wrong password where it was asked again, a wrong second step or a wrong passkey: it counts as a failed sign-in."""
    note_access(actor=person, act=AccessKind.SIGN_IN_FAILED, address=SIGN_IN)
