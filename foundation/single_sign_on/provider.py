"""The council's provider of accounts, by the library: authorisation code with PKCE, state and nonce; the ID token is checked.

The library is loaded when the first person comes: a command would start a third of a second later for it.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# A provider that does not answer is said to be away, rather than waited for.
PATIENCE = 10


class ProviderSilent(Exception):
    """The provider is away, or answers what cannot be read."""


class NotSignedIn(Exception):
    """It answered that nobody is signed in, or what it said does not belong to this browser's request."""


@cache
def _client() -> Any:
    from authlib.integrations.django_client import OAuth

    oauth = OAuth()
    oauth.register(
        "council",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.OIDC_ISSUER}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "default_timeout": PATIENCE},
    )
    return oauth.create_client("council")


def _of_our_issuer() -> Any:
    """The client, once what the provider says of itself names the issuer of our settings: it would decide who may sign tokens."""
    client = _client()
    said = str(client.load_server_metadata().get("issuer", ""))
    if said.rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
        raise ValueError(f"The provider says that it is {said}, and OIDC_ISSUER is another.")
    return client


def lead_there(request: HttpRequest, **asks: str) -> HttpResponse:
    """With what else is asked of the provider, such as `prompt`. Raises ProviderSilent."""
    from authlib.integrations.base_client import OAuthError
    from requests import RequestException

    try:
        return _of_our_issuer().authorize_redirect(request, request.build_absolute_uri(reverse("single_sign_on:back")), **asks)
    except (RequestException, OAuthError, ValueError, KeyError) as away:
        raise ProviderSilent(str(away)) from away


def claims_in(request: HttpRequest) -> dict[str, Any]:
    """What the provider says of who came back, checked. Raises NotSignedIn, ProviderSilent."""
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        token = _of_our_issuer().authorize_access_token(request)
    except (OAuthError, JoseError) as refused:
        raise NotSignedIn(str(refused)) from refused
    except (RequestException, ValueError, KeyError) as away:
        raise ProviderSilent(str(away)) from away
    claims = dict(token.get("userinfo") or {})
    if not claims.get("sub") or not claims.get("iss"):
        raise NotSignedIn("No subject or no issuer.")
    return claims
