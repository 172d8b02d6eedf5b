"""The month that is being audited now."""

import datetime

from audits.models import Cycle
from audits.querysets import CycleQuerySet


def current_cycle(on: datetime.date) -> CycleQuerySet:
    """The newest month that has begun."""
    return Cycle.objects.monthly().with_exempted().filter(month__lte=on).order_by("-month")[:1]
