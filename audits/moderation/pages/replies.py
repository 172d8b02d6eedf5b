"""What auditors say of the moderated grades, in words: of a month, and of several."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audits.models import AuditorReply, Cycle
from audits.moderation.queries.replies import Replies, replies_that_stand, replies_to
from audits.permissions import reads_every_audit
from audits.queries.counted import CountOfAudits
from foundation.accounts.models import Person
from foundation.statistics import count_of

# So many replies that do not agree are on the page of a month.
MOST_NAMED = 20


@dataclass(frozen=True)
class MonthReplies:
    """A sentence, and what each says who does not agree: the first of them where they are many, as `note` says."""

    sentence: str
    disagreeing: Sequence[AuditorReply]
    note: str = ""


def replies_of_month(cycle: Cycle, person: Person, counted: Iterable[CountOfAudits]) -> MonthReplies | None:
    """For people who may read every audit: replies are to moderated grades, which nobody grades blind any more. None without one.

    `counted`: the month’s, by kind among others.
    """
    if not reads_every_audit(person):
        return None
    against = replies_that_stand([cycle.pk]).filter(agrees=False).select_related("audit", "person")[:MOST_NAMED]
    found = replies_to([cycle.pk], counted, beside=[against])
    if found.silent >= found.moderated:
        return None
    more = found.disagree - MOST_NAMED
    return MonthReplies(replies_in_words(found), list(against), f"And {more} more." if more > 0 else "")


def replies_of_period(first: datetime.date, last: datetime.date, person: Person) -> str:
    """A sentence, for people who may read every audit; empty for anyone else."""
    if not reads_every_audit(person):
        return ""
    found = replies_to(Cycle.objects.in_period(first, last).order_by().values_list("pk", flat=True))
    return replies_in_words(found) if found.silent < found.moderated else "No auditor has said whether they agree with the agreed grades."


def replies_in_words(found: Replies) -> str:
    """“Auditors agree with the moderated grades of 9 of 12 audits and do not with 1; of 2 they have said nothing.”"""
    against = f" and do not with those of {found.disagree:,}" if found.disagree else ""
    silent = f"; of {found.silent:,} they have said nothing" if found.silent else ""
    return f"Auditors agree with the moderated grades of {count_of(found.agree, found.moderated)} audits{against}{silent}."
