"""What the page of the outbox says, for administrators."""

from typing import Any

from django.conf import settings

from .queries import Outbox


def outbox_figures(outbox: Outbox) -> list[dict[str, Any]]:
    return [
        {"number": outbox.waiting, "text": "waiting"},
        {"number": outbox.refused, "text": "refused"},
        {"number": outbox.sent, "text": "sent in 7 days"},
    ]


def server_words() -> str:
    """By which server mail goes, or that there is none."""
    kind = settings.EMAIL_BACKEND.rpartition(".")[2]
    return {
        "NotSetUp": "No mail server is set, so mail waits here. Set EMAIL_URL where the portal runs.",
        "ToStderr": "No mail server is set. On this machine mail is written to the log instead.",
    }.get(kind, f"Mail goes through {settings.EMAIL_HOST}, port {settings.EMAIL_PORT}, from {settings.DEFAULT_FROM_EMAIL}.")
