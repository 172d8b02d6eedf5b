"""An ID token is believed only as the provider of the settings signed it, for us, now, and for this browser's request."""

import base64
import hmac
import json
import time
from typing import Any

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from foundation.single_sign_on import provider

from .conftest import BEGIN

pytestmark = pytest.mark.once
ISSUER, NONCE = "https://login.example.gov.uk", "the-nonce-of-this-browser"


@pytest.fixture(scope="module")
def key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "ours"})


@pytest.fixture
def client(settings, key):
    """The library's client, with what such a provider says of itself."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = (
        ISSUER,
        "qa-portal",
        "a-secret",
    )
    provider._client.cache_clear()
    found = provider._client()
    said = {"issuer": ISSUER, "_loaded_at": time.time(), "jwks": {"keys": [key.as_dict(private=False)]}}
    found.server_metadata |= said | {"id_token_signing_alg_values_supported": ["RS256"]}
    yield found
    provider._client.cache_clear()


def claims(**other: Any) -> dict[str, Any]:
    now = int(time.time())
    return {"iss": ISSUER, "sub": "oid-will", "aud": "qa-portal", "iat": now, "exp": now + 300, "nonce": NONCE} | other


def signed(key: Any, said: dict[str, Any], **header: str) -> dict[str, str]:
    return {"id_token": jwt.encode({"alg": "RS256", "kid": "ours"} | header, said, key, algorithms=["RS256", "HS256"])}


def text_of(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def unsigned(said: dict[str, Any], alg: str = "none") -> dict[str, str]:
    return {"id_token": ".".join([*(text_of(json.dumps(part).encode()) for part in ({"alg": alg}, said)), ""])}


def by_secret(secret: bytes, said: dict[str, Any]) -> dict[str, str]:
    """As a library would believe it that takes the kind of signature from the token."""
    token = unsigned(said, "HS256")["id_token"]
    return {"id_token": token + text_of(hmac.digest(secret, token[:-1].encode(), "sha256"))}


def test_what_the_provider_signed_for_us_is_believed(client, key):
    assert client.parse_id_token(signed(key, claims()), NONCE)["sub"] == "oid-will"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-program"},
        {"exp": 1_600_000_000},
        {"nbf": 4_000_000_000},
        {"nonce": "of-another-browser"},
        {"nonce": None},
    ],
    ids=str,
)
def test_of_another_issuer_for_somebody_else_past_or_replayed_it_is_refused(client, key, wrong):
    said = {name: value for name, value in claims(**wrong).items() if value is not None}

    with pytest.raises(Exception, match=r"claim|expired|token"):
        client.parse_id_token(signed(key, said), NONCE)


def test_unsigned_signed_by_another_or_by_a_secret_it_is_refused(client, key):
    other = RSAKey.generate_key(2048, {"kid": "ours"})
    changed = signed(key, claims())["id_token"].split(".")
    changed[1] = unsigned(claims(sub="oid-lead"))["id_token"].split(".")[1]
    forged = {
        "unsigned": unsigned(claims()),
        "another key": signed(other, claims()),
        "a secret made of the public key": by_secret(key.as_pem(private=False), claims()),
        "changed": {"id_token": ".".join(changed)},
        "a key of its own": signed(other, claims(), jku="https://evil.example/keys"),
    }

    believed = []
    for how, token in forged.items():
        try:
            client.parse_id_token(token, NONCE)
        except Exception:  # noqa: BLE001  # each is refused for a reason of its own
            continue
        believed.append(how)
    assert believed == []


def test_a_provider_that_says_that_it_is_another_is_not_gone_to(client, db):
    client.server_metadata |= {"issuer": "https://evil.example", "authorization_endpoint": "https://evil.example/sign-in"}

    assert Client().get(BEGIN).status_code == 503
