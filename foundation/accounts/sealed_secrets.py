"""Secrets that must be read again: sealed with the portal's own key before they are stored, for each use with another."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.encoding import force_bytes


def seal_for(use: str, secret: str) -> str:
    return _box(use, settings.SECRET_KEY).encrypt(secret.encode()).decode()


def unseal_for(use: str, sealed: str) -> str | None:
    """None where the portal has another secret key by now, and kept none of the earlier ones (`SECRET_KEY_FALLBACKS`)."""
    for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            return _box(use, key).decrypt(sealed.encode()).decode()
        except InvalidToken:
            continue
    return None


def _box(use: str, key: str | bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{use}\0".encode() + force_bytes(key)).digest()))
