"""Pages of feeds, and the address of the interface."""

from .api import api
from .tables import feeds, reference, take
from .tokens import add_token, end, token_page, tokens
from .webhooks import add_webhook, send_again, send_test, switch, webhook_page, webhooks

__all__ = [
    "add_token",
    "add_webhook",
    "api",
    "end",
    "feeds",
    "reference",
    "send_again",
    "send_test",
    "switch",
    "take",
    "token_page",
    "tokens",
    "webhook_page",
    "webhooks",
]
