"""What a record of a list says in our terms, and who has to do with it; which corrections came after a day."""

from typing import Any

from audits.models import SampledRecord
from audits.sampling.reading.columns import PAST_WORKERS, WORKER
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.records import ListedRecord
from foundation.accounts.models import Person
from foundation.accounts.queries import LinesOfManagement
from foundation.names import person_key


def listed_facts(listed: SampledRecord) -> dict[str, Any]:
    """Team, allocated worker, plan type and age band as the row is understood; nothing where it is not."""
    return Matching().audit_fields(ListedRecord(listed.case_id, listed.values))


def is_involved(person: Person, listed: SampledRecord) -> bool:
    """Whether `person` is a worker that the row names, or in the line of management of its worker or team."""
    names = [listed.values.get(WORKER, ""), *listed.values.get(PAST_WORKERS, "").split(";")]
    if {person_key(person.name), person_key(person.email or person.name)} & set(map(person_key, names)):
        return True
    facts = listed_facts(listed)
    worker, team = facts["allocated_worker"], facts["team"]
    return person.pk in LinesOfManagement(workers=[worker], teams=[team]).of(worker=worker, team=team)
