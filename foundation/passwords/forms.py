"""One password, typed once: the box can show what was typed, so nobody types it twice."""

from typing import Any

from django import forms

from foundation.accounts.addresses import AddressField
from foundation.accounts.known_browsers import is_known
from foundation.accounts.models import Person
from foundation.accounts.requests import SignedInRequest
from foundation.accounts.services import change_own_password, choose_password_by_link, confirm_password, set_temporary_password
from foundation.govuk.forms import GovukForm, ServiceForm
from foundation.health.origin import network_address

from .services import ask_for_link

# Longer than anybody types, and short enough to be looked at in no time.
LONGEST = 256
WHAT_IS_GOOD = "At least 12 characters. Three words that have nothing to do with you or with each other are hard to guess."


def new_password(label: str) -> forms.CharField:
    field = forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        help_text=WHAT_IS_GOOD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    # What somebody typed is not told back to them in numbers.
    field.error_messages["max_length"] = f"{label} must be {LONGEST} characters or fewer"
    return field


class ForgottenForm(GovukForm, forms.Form):
    submit_text = "Send me a link"

    email = AddressField(
        label="E-mail address", help_text="The one that you sign in with.", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )

    def ask(self, address: str) -> None:
        ask_for_link(email=self.cleaned_data["email"], address=address)


class ByLinkForm(ServiceForm):
    submit_text = "Save the password"
    field_options = {"password": {"width": "two-thirds"}}

    password = new_password("New password")

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, actor=user, **kwargs)

    def act(self) -> Person:
        return choose_password_by_link(person=self.actor, password=self.cleaned_data["password"])


class MyPasswordForm(ServiceForm):
    submit_text = "Change my password"

    current = forms.CharField(
        label="Present password", strip=False, max_length=LONGEST, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = new_password("New password")

    def act(self) -> Person:
        return change_own_password(actor=self.actor, current=self.cleaned_data["current"], password=self.cleaned_data["password"])


class PasswordAgainForm(ServiceForm):
    """Asked of a signed-in person. Its box has a name of its own: it goes with whatever another form had sent."""

    submit_text = "Continue"
    field_options = {"password_again": {"width": "two-thirds"}}

    password_again = forms.CharField(
        label="Your password", strip=False, max_length=LONGEST, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, request: SignedInRequest, **kwargs: Any) -> None:
        super().__init__(*args, actor=request.user, **kwargs)
        self.request = request

    def act(self) -> None:
        address, known = network_address(self.request), is_known(self.request, self.actor.email or "")
        confirm_password(actor=self.actor, password=self.cleaned_data["password_again"], address=address, known_browser=known)


class TemporaryPasswordForm(ServiceForm):
    submit_text = "Set the temporary password"

    password = new_password("Temporary password")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def act(self) -> Person:
        return set_temporary_password(actor=self.actor, person=self.person, password=self.cleaned_data["password"])
