"""What the page of the outbox says, for administrators."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Fragment, Table
from foundation.documents.formats import uk_date

from .models import Message
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


def refused_table(messages: Iterable[Message]) -> Table:
    """Mail that the server did not take, each with what to do about it."""
    columns = [Column("To", names_row=True), *(Column(heading) for heading in ("Mail", "Reason", "Do"))]
    rows: list[AnyRow] = [
        [
            Cell("Somebody outside") if each.is_outside else Cell(str(each.person), href=reverse("accounts:person", args=[each.person_id])),
            f"{each.get_kind_display()}, {uk_date(each.day)}",
            each.problem,
            Cell(fragment=Fragment("notices/_send_again.html", {"message": each})),
        ]
        for each in messages
    ]
    return Table("Refused by the mail server", columns, rows, paged=True)
