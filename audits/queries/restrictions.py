"""To whom records are closed, asked of people and audits one by one: `closed_audits` of the querysets says the same of rows."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from audits.calculations.mentions import names_record
from audits.models import Audit, Interest, RestrictedRecord
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.lookups.read_once import read_once


class NamedReaders:
    """The restricted records with the people who are named for them, read at the first question: one query where nothing is restricted."""

    def may_know(self, person: Person, audit: Audit) -> bool:
        """Whether the record is not closed to `person`."""
        readers = self._readers.get(audit.case_key)
        if readers is None or person.is_system or person.pk in (audit.auditor_id, audit.moderator_id):
            return True
        if (audit.case_key, person.pk) in self._interests:
            return False
        return person.pk in readers or person.has_role(Role.QA_LEAD)

    @cached_property
    def _readers(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        # One row without a person where nobody is named.
        for case_key, reader in RestrictedRecord.objects.in_force().order_by().values_list("case_key", "readers"):
            found.setdefault(case_key, set()).update([] if reader is None else [reader])
        return found

    @cached_property
    def _interests(self) -> set[tuple[str, int]]:
        found = Interest.objects.standing().filter(case_key__in=self._readers).order_by()
        return set(found.values_list("case_key", "person"))


def named_readers() -> NamedReaders:
    """While a page is read, one for all that asks."""
    return read_once(NamedReaders, NamedReaders)


def restriction_of(audit: Audit) -> RestrictedRecord | None:
    return RestrictedRecord.objects.in_force().filter(case_key=audit.case_key).first()


@dataclass(frozen=True)
class ClosedWords:
    """By what words give away a record that is closed to somebody."""

    case_ids: Collection[str]
    audits: Collection[int]

    def are_in(self, text: str) -> bool:
        return names_record(text, self.case_ids, self.audits)


def closed_words(person: Person) -> ClosedWords:
    """Of all restricted records that are closed to `person`; none of which they audit or moderate an audit."""
    keys = dict(RestrictedRecord.objects.closed_to(person).order_by().values_list("case_key", "case_id"))
    if not keys:
        return ClosedWords((), ())
    audits = list(Audit.objects.filter(case_key__in=keys).order_by().values_list("pk", "case_key", "auditor", "moderator"))
    theirs = {key for _, key, auditor, moderator in audits if person.pk in (auditor, moderator)}
    case_ids = tuple(case_id for key, case_id in keys.items() if key not in theirs)
    return ClosedWords(case_ids, tuple(pk for pk, key, *_ in audits if key not in theirs))
