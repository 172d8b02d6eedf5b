"""The protocol of passkeys (WebAuthn level 3), by the library. A challenge is kept in the session and works once.

The library is loaded where a passkey is made or shown: a command would start a fifth of a second later for it.
"""

import ipaddress
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.request import split_domain_port

from foundation.accounts.models import Person
from foundation.names.numbers import whole_number

from .codes import ISSUER
from .models import Passkey

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

_KEY = "passkey_challenge"


class NotAPasskey(Exception):
    """What the browser sent is not what was asked for; `person` is whose passkey it named, where that is known."""

    def __init__(self, says: str, person: Person | None = None) -> None:
        super().__init__(says)
        self.person = person


def host_of(request: HttpRequest) -> str:
    """The portal's name, without the port."""
    return split_domain_port(request.get_host())[0]


def can_have_passkeys(request: HttpRequest) -> bool:
    """A passkey belongs to a name: browsers make none for a bare network address, nor over plain http but on the machine itself."""
    host = host_of(request)
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False


def ask_to_make(request: HttpRequest, person: Person) -> str:
    """Options for the browser, as JSON."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.structs import AuthenticatorSelectionCriteria, ResidentKeyRequirement, UserVerificationRequirement

    options = generate_registration_options(
        rp_id=host_of(request),
        rp_name=ISSUER,
        user_id=str(person.pk).encode(),
        user_name=person.email or person.name,
        user_display_name=person.name,
        exclude_credentials=_descriptors(person),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
    )
    request.session[_KEY] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def made(request: HttpRequest, sent: str) -> dict[str, Any]:
    """Fields of a new `Passkey`. Raises NotAPasskey."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        checked = verify_registration_response(
            credential=sent, expected_challenge=_challenge(request), expected_rp_id=host_of(request), expected_origin=_origin(request)
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as wrong:
        raise NotAPasskey(str(wrong)) from wrong
    return {
        "credential_id": bytes_to_base64url(checked.credential_id),
        "public_key": checked.credential_public_key,
        "sign_count": checked.sign_count,
    }


def ask_to_show(request: HttpRequest, person: Person | None) -> str:
    """The same where it is to be shown: one of the person's, or anybody's, who then also shows finger, face or PIN."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=host_of(request),
        allow_credentials=_descriptors(person) if person else None,
        user_verification=UserVerificationRequirement.PREFERRED if person else UserVerificationRequirement.REQUIRED,
    )
    request.session[_KEY] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def shown(request: HttpRequest, person: Person | None, credential: dict[str, Any]) -> tuple[Passkey, int]:
    """Which of the person's passkeys it is, with its new count of uses. Raises NotAPasskey.

    Without a person it is the whole sign-in: what the device keeps says whose it is, and that they showed their finger, face or PIN.
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    of_anybody = (
        Passkey.objects.filter(person__in=Person.objects.who_can_sign_in()) if person is None else Passkey.objects.filter(person=person)
    )
    passkey = of_anybody.select_related("person").filter(credential_id=str(credential.get("id", ""))).first()
    if passkey is None:
        raise NotAPasskey("No passkey of this person.")
    if person is None and _whose(credential) != passkey.person_id:
        raise NotAPasskey("The device says that it is somebody else's.", passkey.person)
    try:
        checked = verify_authentication_response(
            credential=credential,
            expected_challenge=_challenge(request),
            expected_rp_id=host_of(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=person is None,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as wrong:
        raise NotAPasskey(str(wrong), passkey.person) from wrong
    return passkey, checked.new_sign_count


def _whose(credential: dict[str, Any]) -> int | None:
    from webauthn.helpers import base64url_to_bytes

    try:
        return whole_number(base64url_to_bytes(credential["response"]["userHandle"]).decode())
    except (KeyError, TypeError, ValueError):
        return None


def _challenge(request: HttpRequest) -> bytes:
    """Taken out of the session: it works once."""
    from webauthn.helpers import base64url_to_bytes

    return base64url_to_bytes(request.session.pop(_KEY, ""))


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _descriptors(person: Person) -> list["PublicKeyCredentialDescriptor"]:
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in person.passkeys.all()]
