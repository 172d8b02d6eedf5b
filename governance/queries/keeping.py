"""For how long what is kept: the rules as they are set, or as they are by default; and what is under a legal hold."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from audits.models import Audit
from foundation.accounts.models import Person
from governance.calculations import latest_due
from governance.enums import FieldWay, HoldKind, RecordKind
from governance.marks import REMOVED_NAME
from governance.models import LegalHold, RetentionRule, SubjectRequest

from .data_map import Model, mapped_table

# Years after the end of the financial year, where the council has set nothing.
DEFAULT_YEARS = {
    RecordKind.CHILD_RECORDS: 6,
    RecordKind.LISTED: 1,
    RecordKind.OBSERVATIONS: 6,
    RecordKind.VOICES: 6,
    RecordKind.LISTS: 1,
    RecordKind.PACKS: 3,
    RecordKind.MAIL: 2,
    RecordKind.ACCOUNTS: 1,
    RecordKind.SUBJECT_ACCESS: 3,
    RecordKind.READING_LOG: 6,
    RecordKind.TRAIL: 10,
}


@dataclass(frozen=True)
class KeepingRule:
    """How long a kind is kept, and whether anybody set that: `rule` is None for the default."""

    kind: RecordKind
    years: int
    rule: RetentionRule | None

    def up_to(self, on: datetime.date) -> datetime.date:
        """The end of the last financial year that is due to go."""
        return latest_due(on, self.years)


def keeping_rules() -> list[KeepingRule]:
    """Of every kind, in the order of the kinds."""
    stored = {rule.kind: rule for rule in RetentionRule.objects.select_related("set_by")}
    return [_keeping(kind, stored.get(kind)) for kind in RecordKind]


def keeping_rule(kind: RecordKind) -> KeepingRule:
    return _keeping(kind, RetentionRule.objects.select_related("set_by").filter(kind=kind).first())


def _keeping(kind: RecordKind, rule: RetentionRule | None) -> KeepingRule:
    return KeepingRule(kind, rule.years if rule else DEFAULT_YEARS[kind], rule)


class HoldsInForce:
    """What is kept whatever the rules say. An open request for a copy keeps what it is about, too."""

    def __init__(self, on: datetime.date):
        self._cases: dict[str, str] = {}
        self._audits: dict[int, str] = {}
        self._workers: dict[int, str] = {}
        for hold in LegalHold.objects.in_force(on).select_related("audit"):
            self._note(hold)
        for request in SubjectRequest.objects.open():
            if request.case_key:
                self._cases.setdefault(request.case_key, str(request))
            if request.worker_id:
                self._workers.setdefault(request.worker_id, str(request))

    def _note(self, hold: LegalHold) -> None:
        if hold.kind == HoldKind.CASE:
            self._cases[hold.case_key] = str(hold)
        elif hold.kind == HoldKind.WORKER and hold.worker_id:
            self._workers[hold.worker_id] = str(hold)
        elif hold.audit:
            self._audits[hold.audit.pk] = str(hold)
            # A record goes as a whole, so the hold on one of its audits keeps the others too.
            self._cases.setdefault(hold.audit.case_key, str(hold))

    @property
    def worker_keys(self) -> set[int]:
        return set(self._workers)

    @property
    def audits(self) -> set[int]:
        return {*self._audits, *Audit.objects.filter(case_key__in=self._cases).order_by().values_list("pk", flat=True)}

    def keeps_case(self, key: str) -> str:
        """By which hold, or empty."""
        return self._cases.get(key, "")

    def keeps_person(self, keys: Iterable[int | None]) -> str:
        return next((self._workers[key] for key in keys if key in self._workers), "")

    def people_held_in(self, model: Model, keys: Iterable[int | str]) -> dict[int | str, str]:
        """Rows of a table that name a person about whom everything is kept, each with the hold."""
        names = mapped_table(model).having(FieldWay.PERSON)
        if not self._workers or not names:
            return {}
        rows = model._base_manager.filter(pk__in=list(keys)).order_by().values_list("pk", *names)
        held = {pk: self.keeps_person(people) for pk, *people in rows}
        return {pk: hold for pk, hold in held.items() if hold}


def removed_person() -> Person | None:
    """Who stands where a member of staff was taken out."""
    return Person.objects.filter(name=REMOVED_NAME, email=None, is_active=False).first()
