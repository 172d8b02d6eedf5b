"""Names of cookies: over https each begins with “__Host-”, which no other host of the council's domain can set or shadow."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


def cookie_name(name: str) -> str:
    return settings.COOKIE_PREFIX + name


class MessagesCookie(CookieStorage):
    cookie_name = cookie_name("messages")


class Messages(FallbackStorage):
    """What the next page says, in a cookie; in the session where that would be too long."""

    storage_classes = (MessagesCookie, SessionStorage)
