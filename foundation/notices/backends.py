"""Where mail goes when no mail server is named."""

import sys
from typing import Any

from django.core.mail.backends import console
from django.core.mail.backends.base import BaseEmailBackend


class ToStderr(console.EmailBackend):
    """On a developer's machine: to be read beside the log, since stdout belongs to what a command answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"stream": sys.stderr})


class NotSetUp(BaseEmailBackend):
    """In production: every mail waits in the outbox until EMAIL_URL names a mail server."""

    def open(self) -> bool:
        raise ConnectionError("EMAIL_URL is not set.")
