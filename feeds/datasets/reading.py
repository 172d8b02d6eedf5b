"""Reading a table for an audience: what it may see, and which months there are."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from audits.models import Audit
from feeds.enums import FeedAudience
from foundation.accounts.reader import read_as_board, read_in_full
from foundation.council.clock import today
from foundation.council.months import first_of
from insight.queries.distributions import months_with_audits
from performance.models import Value

from .table import AskedOfTable, FeedTable, PlainRow


@contextmanager
def reading_as(audience: FeedAudience) -> Iterator[None]:
    """What is not released to the Board is not there for it, whatever the session of the person who takes a file."""
    with read_as_board() if audience == FeedAudience.BOARD else read_in_full():
        yield


def blind_months() -> list[datetime.date]:
    """Months of which somebody has an audit to grade blind: a program has many readers, and a moderator may be one of them."""
    waiting = Audit.objects.waiting_for_blind_grades()
    return sorted(set(waiting.order_by().values_list("cycle__month", flat=True)))


def asked_months(audience: FeedAudience, first: datetime.date | None, last: datetime.date | None) -> tuple[datetime.date, datetime.date]:
    """The months that were asked for; on either side that was left open, as far as there is anything."""
    with reading_as(audience):
        ends = [*(months_with_audits() or ()), *_months_of_figures()]
    this = first_of(today())
    return first or min(ends, default=this), last or max(ends, default=this)


def _months_of_figures() -> list[datetime.date]:
    months = Value.objects.ours().order_by("month").values_list("month", flat=True)
    return [month for month in (months.first(), months.last()) if month]


def read_rows(table: FeedTable, asked: AskedOfTable) -> list[PlainRow]:
    """All of its rows, in their order."""
    with reading_as(asked.audience):
        return [tuple(row) for row in table.rows(asked)]
