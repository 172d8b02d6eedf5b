"""Tokens as pages show them: what each opens, until when, and what to do about it."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from feeds.models import FeedToken
from foundation.council.clock import today
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date, uk_datetime

SOON = datetime.timedelta(days=14)
OPEN, ENDS_SOON, EXPIRED, ENDED = "Open", "Ends soon", "Expired", "Ended"


def state_of(token: FeedToken, on: datetime.date) -> str:
    if token.ended_on:
        return ENDED
    if token.expires_on < on:
        return EXPIRED
    return ENDS_SOON if token.expires_on - on <= SOON else OPEN


_COLOURS = {OPEN: "green", ENDS_SOON: "yellow", EXPIRED: "grey", ENDED: "grey"}
_TO_DO = {
    OPEN: "",
    ENDS_SOON: "Make a new one and put it into the program before then.",
    EXPIRED: "Make a new one if the program is still used.",
    ENDED: "",
}


def tokens_table(tokens: Iterable[FeedToken]) -> Table:
    columns = [
        Column("For", names_row=True),
        Column("State"),
        Column("Reads"),
        Column("Last day"),
        Column("Last used"),
        Column("Made by"),
        Column("What to do"),
    ]
    empty = "There are no tokens yet. Make one for the first program that is to read."
    return Table("Tokens", columns, [_row(token) for token in tokens], empty=empty, paged=True)


def _row(token: FeedToken) -> AnyRow:
    state = state_of(token, today())
    return [
        Cell(token.name, href=reverse("feeds:token", args=[token.pk])),
        Cell(state, CellKind.STATE, colour=_COLOURS[state]),
        Cell(", ".join(token.scopes)),
        token.expires_on,
        Cell(token.used_at, text=None if token.used_at else "Never"),
        str(token.made_by),
        _TO_DO[state],
    ]


def token_facts(token: FeedToken) -> list[dict[str, str]]:
    """What a summary list shows of one."""
    return [{"key": key, "value": value} for key, value in _facts(token)]


def _facts(token: FeedToken) -> list[tuple[str, str]]:
    ended = f", ended by {token.ended_by} on {uk_date(token.ended_on)}" if token.ended_on else ""
    return [
        ("State", state_of(token, today()) + ended),
        ("What to do", _TO_DO[state_of(token, today())] or "Nothing"),
        ("Audience", token.get_audience_display()),
        ("Reads", "; ".join(token.scope_labels)),
        ("Its key begins with", token.key_begins),
        ("Last day", uk_date(token.expires_on)),
        ("Last used", uk_datetime(token.used_at) if token.used_at else "Never"),
        ("Made", f"by {token.made_by} on {uk_date(token.made_on)}"),
    ]
