"""The key of a private address that a program reads, which cannot sign in: given once, and only its hash is kept."""

import hashlib
import secrets


def new_key() -> str:
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
