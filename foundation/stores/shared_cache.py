"""Finished pages that all machines share, in a Valkey or Redis.

What is read there is believed only where this portal wrote it: what a page is unpacked from could otherwise run whatever somebody put
there. And a cache is no part of what must work: where it is away, pages are made as if nothing had been kept.
"""

import hmac
import logging
import pickle
import time
from typing import Any

from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
SIGNATURE = 32
# After a failure nobody waits for it again for so many seconds.
REST = 10.0


class Forged(ValueError):
    pass


class SignedValues:
    """Pickled, with an HMAC by the portal's key before it."""

    def dumps(self, value: Any) -> bytes:
        packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return _signature(packed) + packed

    def loads(self, data: bytes) -> Any:
        given, packed = data[:SIGNATURE], data[SIGNATURE:]
        if not hmac.compare_digest(given, _signature(packed)):
            raise Forged("A value in the cache was not written by this portal.")
        return pickle.loads(packed)


def _signature(packed: bytes) -> bytes:
    return hmac.digest(b"cache of " + settings.SECRET_KEY.encode(), packed, "sha256")


class SharedCache(RedisCache):
    _not_before = 0.0

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._tried(lambda: super(SharedCache, self).get(key, default, version), otherwise=default)

    def set(self, key: Any, value: Any, timeout: Any = None, version: Any = None) -> None:
        self._tried(lambda: super(SharedCache, self).set(key, value, timeout, version), otherwise=None)

    def _tried(self, ask: Any, *, otherwise: Any) -> Any:
        if time.monotonic() < SharedCache._not_before:
            return otherwise
        try:
            return ask()
        except RedisError:
            logger.warning("The shared cache does not answer; pages are made without it")
            SharedCache._not_before = time.monotonic() + REST
        except (Forged, pickle.UnpicklingError, AttributeError, ImportError, EOFError):
            logger.warning("A value in the shared cache is not one of this portal's; it is made again")
        return otherwise
