"""What auditors say of the moderated grades, in words: of a month, and of several."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from audits.models import Audit, AuditorReply, Cycle
from audits.moderation.queries.replies import Replies, replies_to
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from foundation.statistics import count_of


@dataclass(frozen=True)
class MonthReplies:
    """A sentence, and what each says who does not agree."""

    sentence: str
    disagreeing: Sequence[AuditorReply]


def replies_of_month(cycle: Cycle, person: Person) -> MonthReplies | None:
    """For people who may read every audit, as far as they see its grades; none where no auditor has replied."""
    if not reads_every_audit(person):
        return None
    seen = Audit.objects.with_grades_visible_to(person).filter(cycle=cycle)
    found = replies_to(seen.order_by().values("pk"))
    return MonthReplies(replies_in_words(found), found.disagreeing) if found.silent < found.moderated else None


def replies_of_period(first: datetime.date, last: datetime.date, person: Person) -> str:
    """A sentence, for people who may read every audit, as far as they see its grades; empty for anyone else."""
    if not reads_every_audit(person):
        return ""
    seen = Audit.objects.with_grades_visible_to(person).filter(cycle__month__gte=first, cycle__month__lte=last)
    found = replies_to(seen.order_by().values("pk"))
    return replies_in_words(found) if found.silent < found.moderated else "No auditor has said whether they agree with the agreed grades."


def replies_in_words(found: Replies) -> str:
    """“Auditors agree with the moderated grades of 9 of 12 audits and do not with 1; of 2 they have said nothing.”"""
    against = f" and do not with those of {len(found.disagreeing)}" if found.disagreeing else ""
    silent = f"; of {found.silent} they have said nothing" if found.silent else ""
    return f"Auditors agree with the moderated grades of {count_of(found.agree, found.moderated)} audits{against}{silent}."
