"""What is expected, allocated, submitted and finished in a month, by service and by auditor. Counts only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q

from audits.enums import FINISHED_STATES, AuditState
from audits.models import Audit, Cycle, Exemption
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Service
from foundation.names import folded

NO_SERVICE, NOBODY = "No service", "Nobody yet"


@dataclass(frozen=True)
class StatisticsRow:
    """`expected` is None where nobody set a number; exempt audits are not taken off it but shown beside it."""

    name: str
    expected: int | None = None
    exempt: int = 0
    allocated: int = 0
    submitted: int = 0
    finished: int = 0


@dataclass(frozen=True)
class MonthStatistics:
    """A table: its rows, their total, and what is said where the total is not what the month expects."""

    rows: list[StatisticsRow]
    total: StatisticsRow
    said: str = ""

    @property
    def has_expected(self) -> bool:
        """Whether anybody set a number for any of them: a column of dashes says nothing."""
        return self.total.expected is not None

    @property
    def has_exempt(self) -> bool:
        return self.total.exempt > 0


def statistics_by_service(cycle: Cycle) -> MonthStatistics:
    expected = {row.service_id: row.expected for row in cycle.expectations.all() if row.service_id}
    exempt = _exempt(cycle, "team__service")
    counted = _counted(cycle, "team__service")
    names = {service.pk: service.name for service in Service.objects.all()}
    return _table(cycle, names, NO_SERVICE, expected, exempt, counted)


def statistics_by_auditor(cycle: Cycle) -> MonthStatistics:
    expected = {row.auditor_id: row.expected for row in cycle.expectations.all() if row.auditor_id}
    exempt = _exempt(cycle, "auditor")
    counted = _counted(cycle, "auditor")
    known = {*expected, *exempt, *counted} - {None}
    names = {person.pk: person.name for person in Person.objects.filter(pk__in=known)}
    return _table(cycle, names, NOBODY, expected, exempt, counted)


def _counted(cycle: Cycle, place: str) -> dict[int | None, dict[str, int]]:
    """Live audits by place. Allocated: those that have an auditor."""
    rows = (
        Audit.objects.live()
        .filter(cycle=cycle)
        .order_by()
        .values(place)
        .annotate(
            allocated=Count("pk", filter=Q(auditor__isnull=False)),
            submitted=Count("pk", filter=Q(submitted_on__isnull=False)),
            finished=Count("pk", filter=Q(state__in=FINISHED_STATES)),
            records=Count("pk"),
        )
    )
    return {row.pop(place): row for row in rows}


def _exempt(cycle: Cycle, place: str) -> dict[int | None, int]:
    """Approved exemptions by place; an exempt auditor's is in no service, an exempt team's in no auditor's row."""
    found: dict[int | None, int] = {}
    for key, audits in Exemption.objects.approved().filter(cycle=cycle, **{f"{place}__isnull": False}).values_list(place, "audits"):
        found[key] = found.get(key, 0) + audits
    return found


def _table(cycle: Cycle, names: dict, unknown: str, expected: dict, exempt: dict, counted: dict) -> MonthStatistics:
    keys: list[Any] = sorted((key for key in {*expected, *exempt, *counted} if key in names), key=lambda key: folded(names[key]))
    rows = [_row(names[key], expected.get(key), exempt.get(key, 0), counted.get(key, {})) for key in keys]
    if None in counted:
        rows.append(_row(unknown, None, 0, counted[None]))
    total = _total(rows)
    return MonthStatistics(rows, total, _said(cycle, total))


def _row(name: str, expected: int | None, exempt: int, counted: dict[str, int]) -> StatisticsRow:
    counts = {part: counted.get(part, 0) for part in ("allocated", "submitted", "finished")}
    return StatisticsRow(name, expected, exempt, **counts)


def _total(rows: Iterable[StatisticsRow]) -> StatisticsRow:
    total = StatisticsRow("Total")
    for row in rows:
        expected = total.expected if row.expected is None else (total.expected or 0) + row.expected
        total = replace(
            total,
            expected=expected,
            exempt=total.exempt + row.exempt,
            allocated=total.allocated + row.allocated,
            submitted=total.submitted + row.submitted,
            finished=total.finished + row.finished,
        )
    return total


def _said(cycle: Cycle, total: StatisticsRow) -> str:
    """Sums that are not what the month expects are said, not refused: a month may be planned before its parts."""
    if total.expected is None or cycle.expected is None or total.expected == cycle.expected:
        return ""
    return f"These add up to {total.expected}; the month expects {cycle.expected}."


def withdrawn_words(cycle: Cycle) -> str:
    """“2 records withdrawn: 1 restricted…”, by kind; empty where there is none."""
    withdrawn = cycle.audits.filter(state=AuditState.WITHDRAWN).select_related("withdrawal")
    kinds: dict[str, int] = {}
    for audit in withdrawn:
        kind = audit.withdrawal.get_kind_display() if hasattr(audit, "withdrawal") else "No kind recorded"
        kinds[kind] = kinds.get(kind, 0) + 1
    count = sum(kinds.values())
    parts = "; ".join(f"{kind[:1].lower()}{kind[1:]}: {number}" for kind, number in sorted(kinds.items()))
    records = "1 record" if count == 1 else f"{count} records"
    return f"{records} withdrawn: shown here, not counted ({parts})." if count else ""


def services_to_number() -> list[Service]:
    """Services whose work is audited: those that have a team."""
    return list(Service.objects.filter(teams__isnull=False).distinct())


def auditors_to_number(cycle: Cycle) -> list[Person]:
    """People who can audit now, or have a number or an audit in the month already."""
    named = Q(pk__in=cycle.expectations.values("auditor")) | Q(audits__cycle=cycle)
    able = Q(role_rows__role=Role.AUDITOR, is_active=True)
    return list(Person.objects.filter(named | able).distinct().order_by("name__folded"))
