"""How a mail reads: the same as plain text and as HTML, without case content and with links that need a sign-in."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from foundation.council.models import Council


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def write(template: str, subject: str, **values: Any) -> Letter:
    """A letter from `notices/mail/<template>.txt` and `.html`."""
    context = values | {"subject": subject, "council": Council.current().name, "site": settings.SITE_URL}
    text, html = (render_to_string(f"notices/mail/{template}.{ending}", context) for ending in ("txt", "html"))
    return Letter(subject, text.strip() + "\n", html.strip() + "\n")


def full_address(path: str) -> str:
    return settings.SITE_URL + path


def message_id(name: str) -> str:
    """“<notice-17@qa.example.gov.uk>”: the same for the same name, so that a mail server and a reader know a copy."""
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"
