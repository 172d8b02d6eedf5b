"""A month’s audits in groups that are alike in all that its page counts, by one query."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from audits.calculations import MonthProgressCounts
from audits.enums import FINISHED_STATES, AuditState
from audits.models import Audit, Cycle


class AuditGroup(NamedTuple):
    """So many `audits` of one state, auditor and service. `expects_letter`: of this council’s own, with a worker to write to."""

    state: str
    auditor: int | None
    auditor_name: str | None
    service: int | None
    service_name: str | None
    has_moderator: bool
    is_submitted: bool
    expects_letter: bool
    letter_owed: bool
    withdrawn_as: str | None
    audits: int

    @property
    def is_live(self) -> bool:
        return self.state != AuditState.WITHDRAWN

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED_STATES


@dataclass(frozen=True)
class MonthGroups:
    """Every audit of a month, withdrawn ones too."""

    groups: tuple[AuditGroup, ...]

    def __iter__(self) -> Iterator[AuditGroup]:
        return iter(self.groups)

    def count(self, are: Callable[[AuditGroup], bool] = lambda group: True) -> int:
        """How many audits are in groups that are so."""
        return sum(group.audits for group in self.groups if are(group))

    def progress(self, expected: int | None, exempted: int) -> MonthProgressCounts:
        """As `audits.cycles.queries.progress` counts it of every month of a year."""
        given_back = self.count(lambda group: group.is_submitted and group.state == AuditState.IN_PROGRESS)
        submitted = self.count(lambda group: group.is_submitted and group.is_live)
        finished = self.count(lambda group: group.is_finished)
        return MonthProgressCounts(expected, self.count(lambda group: group.is_live), submitted, finished, exempted, given_back)


def groups_of_month(cycle: Cycle) -> MonthGroups:
    """Few rows even of thousands of audits: as many as there are auditors in services, times what can be told of an audit."""
    rows = Audit.objects.filter(cycle=cycle).order_by()
    rows = rows.annotate(
        has_moderator=_whether(Q(moderator__isnull=False)),
        is_submitted=_whether(Q(submitted_on__isnull=False)),
        expects_letter=_whether(Q(allocated_worker__isnull=False, imported=False)),
    )
    beside = ("auditor", "auditor__name", "team__service", "team__service__name")
    told = rows.values_list("state", *beside, "has_moderator", "is_submitted", "expects_letter", "letter_owed", "withdrawal__kind")
    return MonthGroups(tuple(AuditGroup(*row) for row in told.annotate(audits=Count("pk"))))


def _whether(said: Q) -> ExpressionWrapper:
    return ExpressionWrapper(said, output_field=BooleanField())
