"""Whose token a key is."""

from feeds.models import FeedToken
from foundation.accounts.private_addresses import hash_of
from foundation.council.clock import today


def token_by_key(key: str) -> FeedToken | None:
    """None where it is no token's, or of one that was ended or has expired."""
    return FeedToken.objects.open_on(today()).filter(key_hash=hash_of(key)).select_related("made_by").first()
