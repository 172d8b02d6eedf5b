"""A real provider of OpenID Connect, as a process of its own."""

import subprocess
import sys
import urllib.request
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from foundation.single_sign_on import provider
from tests.servers import free_port, wait_for

BEGIN, BACK = "/sign-in/with-account/", "/sign-in/with-account/back/"


@pytest.fixture(scope="session")
def issuer():
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://localhost:{port}"
        wait_for(lambda: _answers(address))
        yield address
        process.terminate()


def _answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=1).status == 200
    except OSError:
        return False


@pytest.fixture
def council_account(settings, issuer):
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = issuer, "qa-portal", "a-secret"
    provider._client.cache_clear()
    yield settings
    provider._client.cache_clear()


def account(issuer: str, subject: str, **claims) -> None:
    """What the provider says of somebody from now on."""
    requests.put(f"{issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()


def sign_in(subject: str, client: Client | None = None, going_to: str = ""):
    """By the provider's own page, as a browser goes; the answer to the way back, and the client."""
    client = client or Client()
    there = client.get(BEGIN + (f"?next={going_to}" if going_to else ""))["Location"]
    back = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=5).headers["Location"]
    return client.get(f"{urlsplit(back).path}?{urlsplit(back).query}"), client
