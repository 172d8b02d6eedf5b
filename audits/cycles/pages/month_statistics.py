"""What is expected, allocated, submitted and finished in a month, by service and by auditor. Counts only."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from audits.enums import ExemptionState, WithdrawalKind
from audits.models import Cycle, Exemption, Expectation
from audits.queries.month_groups import AuditGroup, MonthGroups
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


class MonthParts:
    """What is expected, exempt and done in a month, part by part, where its audits and exemptions are known."""

    def __init__(self, cycle: Cycle, groups: MonthGroups, exemptions: Iterable[Exemption], expectations: Sequence[Expectation]):
        self._cycle, self._groups, self._expected = cycle, groups, expectations
        self._approved = [each for each in exemptions if each.state == ExemptionState.APPROVED]

    def by_service(self) -> MonthStatistics:
        """An exempt auditor’s audits are in no service."""
        of_teams = [(each.team.service, each.audits) for each in self._approved if each.team and each.team.service]
        exempt = _sums((service.pk, audits) for service, audits in of_teams)
        numbered = [(each.service, each.expected) for each in self._expected if each.service]
        names = {service.pk: service.name for service, _ in (*of_teams, *numbered)}
        names |= {group.service: str(group.service_name) for group in self._groups if group.service}
        expected = {service.pk: number for service, number in numbered}
        return _table(self._cycle, names, NO_SERVICE, expected, exempt, self._counted(lambda group: group.service))

    def by_auditor(self) -> MonthStatistics:
        """An exempt team’s audits are in no auditor’s row."""
        exempt = _sums((each.auditor_id, each.audits) for each in self._approved if each.auditor_id)
        names = {each.auditor_id: each.auditor.name for each in self._expected if each.auditor}
        names |= {each.auditor_id: each.auditor.name for each in self._approved if each.auditor}
        names |= {group.auditor: str(group.auditor_name) for group in self._groups if group.auditor}
        expected = {each.auditor_id: each.expected for each in self._expected if each.auditor_id}
        return _table(self._cycle, names, NOBODY, expected, exempt, self._counted(lambda group: group.auditor))

    def _counted(self, place: Callable[[AuditGroup], int | None]) -> dict[int | None, dict[str, int]]:
        """Live audits by place. Allocated: those that have an auditor."""
        found: dict[int | None, dict[str, int]] = {}
        for group in self._groups:
            if group.is_live:
                counts = found.setdefault(place(group), {"allocated": 0, "submitted": 0, "finished": 0})
                counts["allocated"] += group.audits if group.auditor else 0
                counts["submitted"] += group.audits if group.is_submitted else 0
                counts["finished"] += group.audits if group.is_finished else 0
        return found


def _sums(numbers: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for key, audits in numbers:
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


def withdrawn_words(groups: MonthGroups) -> str:
    """“2 records withdrawn: 1 restricted…”, by kind; empty where there is none."""
    kinds: dict[str, int] = {}
    for group in groups:
        if not group.is_live:
            kind = str(WithdrawalKind(group.withdrawn_as).label) if group.withdrawn_as else "No kind recorded"
            kinds[kind] = kinds.get(kind, 0) + group.audits
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
