"""How the outbox stands, for administrators."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from .enums import MessageState
from .models import Message

MOST = 50
LATELY = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Outbox:
    """`trouble` is what the mail server said when it last took nothing; `refused` is the newest first, and not without end."""

    server: str
    figures: list[dict[str, Any]]
    trouble: str
    refused: QuerySet[Message]


def outbox() -> Outbox:
    counts = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=[MessageState.WAITING, MessageState.SENDING])),
        refused=Count("pk", filter=Q(state=MessageState.FAILED)),
        sent=Count("pk", filter=Q(state=MessageState.SENT, sent_at__gte=timezone.now() - LATELY)),
    )
    figures = [
        {"number": counts["waiting"], "text": "waiting"},
        {"number": counts["refused"], "text": "refused"},
        {"number": counts["sent"], "text": "sent in 7 days"},
    ]
    stuck = Message.objects.waiting().exclude(problem="").last()
    refused = Message.objects.failed().select_related("person").order_by("-pk")[:MOST]
    return Outbox(server=_server(), figures=figures, trouble=stuck.problem if stuck else "", refused=refused)


def _server() -> str:
    kind = settings.EMAIL_BACKEND.rpartition(".")[2]
    return {
        "NotSetUp": "No mail server is set, so mail waits here. Set EMAIL_URL where the portal runs.",
        "ToStderr": "No mail server is set. On this machine mail is written to the log instead.",
    }.get(kind, f"Mail goes through {settings.EMAIL_HOST}, port {settings.EMAIL_PORT}, from {settings.DEFAULT_FROM_EMAIL}.")
