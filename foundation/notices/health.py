"""How much mail waits, for the person who runs the server."""

from .models import Message


def figures() -> dict[str, tuple[str, float]]:
    return {
        "qa_mail_waiting": ("Mail that waits to be sent.", Message.objects.waiting().count()),
        "qa_mail_refused": ("Mail that the mail server refused.", Message.objects.failed().count()),
    }
