"""Codes of an authenticator app (RFC 6238), and recovery codes. Plain functions; the secret is sealed before it is stored."""

import base64
import io
import secrets

import pyotp
import segno
from django.utils.crypto import salted_hmac

from foundation.accounts.sealed_secrets import seal_for, unseal_for

USE = "authenticator app"
ISSUER = "Quality assurance"
# Seconds for which an app shows one code.
STEP = 30
# A phone's clock may be half a minute off, either way.
STEPS_AROUND = (0, -1, 1)
RECOVERY_CODES = 10
# No letter that is taken for a figure: 31 signs, ten of them are 49 bits.
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_secret() -> str:
    """160 bits, as base32: what an app is given, by its picture or typed."""
    return pyotp.random_base32()


def seal(secret: str) -> str:
    return seal_for(USE, secret)


def unseal(sealed: str) -> str | None:
    """None where the portal has another secret key by now, and kept none of the earlier ones (`SECRET_KEY_FALLBACKS`)."""
    return unseal_for(USE, sealed)


def step_of(secret: str, code: str, at: float, after: int = 0) -> int | None:
    """The half minute whose code this is, near the moment `at` (seconds since 1970) and later than the step `after`; None for no such."""
    app = pyotp.TOTP(secret, interval=STEP)
    now = int(at) // STEP
    for step in (now + offset for offset in STEPS_AROUND):
        if step > after and pyotp.utils.strings_equal(app.generate_otp(step), code):
            return step
    return None


def address_for_app(secret: str, account: str) -> str:
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=account, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """A QR code as an address of data, for an `img`."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=4, light="white", xmldecl=False)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()


def in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def new_recovery_codes() -> list[str]:
    """Such as “K7QM2-9XWTH”."""
    drawn = ("".join(secrets.choice(SIGNS) for _ in range(10)) for _ in range(RECOVERY_CODES))
    return [f"{code[:5]}-{code[5:]}" for code in drawn]


def digest_of(code: str) -> str:
    """Of a recovery code as somebody types it: any case, with or without the dash and spaces."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac("recovery code", plain, algorithm="sha256").hexdigest()
