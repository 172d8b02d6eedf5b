"""What one person has open, and what of it can be given to somebody else."""

from collections.abc import Collection, Iterable

from audits.allocation.queries.months import AllocationMonth
from audits.enums import AuditState
from audits.models import Audit, Cycle
from foundation.accounts.models import Person


def months_of(person: Person, reader: Person, *, also: Iterable[int] = ()) -> list[AllocationMonth]:
    """The months with open work of `person`, oldest first, each as if they had none; `also` are audits that were shown already."""
    shown = set(also)
    theirs = Audit.objects.open_with(person).filter(imported=False) | Audit.objects.filter(pk__in=shown)
    cycles = Cycle.objects.filter(pk__in=theirs.values("cycle")).select_related("tool").order_by("month")
    months = [AllocationMonth(cycle, also=shown, leaving=person, only_theirs=True, reader=reader) for cycle in cycles]
    return [month for month in months if month.audits]


def months_of_audits(numbers: Collection[int]) -> list[AllocationMonth]:
    """The months of these audits, oldest first, each with those of them that can be reallocated."""
    cycles = Cycle.objects.filter(audits__in=numbers).distinct().select_related("tool").order_by("month")
    months = [AllocationMonth(cycle, only=numbers) for cycle in cycles]
    return [month for month in months if month.audits]


def stuck_with(person: Person) -> list[Audit]:
    """Audits that they have begun: nobody else goes on with another's answers."""
    begun = Audit.objects.filter(auditor=person, state=AuditState.IN_PROGRESS)
    return list(begun.select_related("cycle").order_by("number"))
