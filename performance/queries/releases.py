"""Whether the Board reads a month."""

import datetime

from performance.models import MonthRelease


def release_of(month: datetime.date) -> MonthRelease | None:
    return MonthRelease.objects.filter(month=month).select_related("released_by").first()
