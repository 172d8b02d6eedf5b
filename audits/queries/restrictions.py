"""To whom records are closed, asked of people and audits one by one: `closed_audits` of the querysets says the same of rows."""

from functools import cached_property

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
