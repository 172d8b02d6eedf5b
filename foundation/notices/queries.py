"""How the outbox stands."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from .enums import MessageState
from .models import Message

MOST = 50
LATELY = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Outbox:
    """`sent` counts the last seven days; `trouble` is what the mail server said when it last took nothing; `failed` is the newest
    first, and not without end."""

    waiting: int
    refused: int
    sent: int
    trouble: str
    failed: QuerySet[Message]


def outbox() -> Outbox:
    counts = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=[MessageState.WAITING, MessageState.SENDING])),
        refused=Count("pk", filter=Q(state=MessageState.FAILED)),
        sent=Count("pk", filter=Q(state=MessageState.SENT, sent_at__gte=timezone.now() - LATELY)),
    )
    stuck = Message.objects.waiting().exclude(problem="").last()
    failed = Message.objects.failed().select_related("person").order_by("-pk")[:MOST]
    return Outbox(**counts, trouble=stuck.problem if stuck else "", failed=failed)
