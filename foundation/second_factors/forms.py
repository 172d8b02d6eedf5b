"""A code, a passkey, and which roles need them."""

from typing import Any

from django import forms

from foundation.accounts.enums import Role
from foundation.accounts.known_browsers import is_known
from foundation.accounts.models import Person
from foundation.accounts.signing_trail import note_not_confirmed
from foundation.govuk.forms import ServiceForm
from foundation.health.origin import network_address

from .models import AuthenticatorApp, Passkey
from .passkeys import NotAPasskey, made, shown
from .queries import required_roles
from .services import add_authenticator_app, add_passkey, check_second_step, note_passkey_used, require_second_factor_of

NO_SUCH_PASSKEY = "This passkey was not accepted. Try again, or sign in with your e-mail address and password."
NOT_TAKEN = "This passkey was not accepted. Try again, or use another way."


def code_field(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=20,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}),
    )


class CodeForm(ServiceForm):
    """The second step by a code. `actor` is who gave the password and is not in yet."""

    submit_text = "Continue"
    field_options = {"code": {"width": "10"}}

    code = code_field("Code", "The six digits that your authenticator app shows now, or one of your recovery codes")

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def act(self) -> None:
        address, known = network_address(self.request), is_known(self.request, self.actor.email or "")
        check_second_step(person=self.actor, code=self.cleaned_data["code"], address=address, known_browser=known)


class ShowPasskeyForm(ServiceForm):
    """The second step by a passkey: a script puts the browser's answer into the hidden field."""

    also_refused = (NotAPasskey,)

    credential = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def act(self) -> None:
        try:
            passkey, count = shown(self.request, self.actor, self.cleaned_data["credential"])
        except (NotAPasskey, AttributeError):
            note_not_confirmed(self.actor)
            raise NotAPasskey(NOT_TAKEN) from None
        note_passkey_used(passkey=passkey, sign_count=count)


class SignInByPasskeyForm(ServiceForm):
    """The whole sign-in by a passkey: whose it is, the device says."""

    also_refused = (NotAPasskey,)

    credential = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, actor=None, **kwargs)
        self.request = request

    def act(self) -> Person:
        try:
            passkey, count = shown(self.request, None, self.cleaned_data["credential"])
        except NotAPasskey as wrong:
            note_not_confirmed(wrong.person)
            raise NotAPasskey(NO_SUCH_PASSKEY) from None
        except AttributeError:
            raise NotAPasskey(NO_SUCH_PASSKEY) from None
        note_passkey_used(passkey=passkey, sign_count=count)
        return passkey.person


class AddAppForm(ServiceForm):
    submit_text = "Add the app"
    field_options = {"code": {"width": "10"}}

    code = code_field("Code that the app shows", "Six digits")

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = secret

    def act(self) -> AuthenticatorApp:
        return add_authenticator_app(actor=self.actor, secret=self.secret, code="".join(self.cleaned_data["code"].split()))


class AddPasskeyForm(ServiceForm):
    submit_text = "Make the passkey"
    also_refused = (NotAPasskey,)
    field_options = {"name": {"width": "20"}}

    name = forms.CharField(label="Name of the passkey", max_length=60, help_text="So that you know which it is, such as “Work phone”")
    credential = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, actor=request.user, **kwargs)
        self.request = request

    def act(self) -> Passkey:
        if not self.cleaned_data["credential"]:
            raise NotAPasskey("Your browser made no passkey. Press the button again and follow what it asks.")
        try:
            fields = made(self.request, self.cleaned_data["credential"])
        except NotAPasskey:
            raise NotAPasskey("The passkey was not accepted. Press the button again.") from None
        return add_passkey(actor=self.actor, name=self.cleaned_data["name"], made=fields)


class RequiredForm(ServiceForm):
    submit_text = "Save"
    field_options = {"roles": {"small": True}}

    roles = forms.MultipleChoiceField(
        label="People with these roles need a second step",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, initial={"roles": required_roles()}, **kwargs)

    def act(self) -> bool:
        require_second_factor_of(actor=self.actor, roles=self.cleaned_data["roles"])
        return True
