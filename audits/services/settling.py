"""When a month's grades came to be shown after moderation."""

from audits.models import Cycle
from audits.queries.month_standing import is_settled_now
from foundation.council.clock import today


def note_settled(cycle: Cycle) -> None:
    """Keep the day on which a month's moderation was first finished; it stays, whatever is opened again or comes later.

    Called by services alone, inside the transaction of what may finish the month, or is about to add to it.
    """
    if cycle.settled_on is None and is_settled_now(cycle):
        Cycle.objects.filter(pk=cycle.pk, settled_on=None).update(settled_on=today())
