"""Who may make and read which pack."""

import rules

from audits.permissions import reads_every_audit
from foundation.accounts.permissions import is_director, is_head_of_service, is_lead, is_service_manager, is_system

can_make_inspection_packs = is_lead | is_director | is_system
# Lists of single records: for people who may read each of them.
can_take_records = reads_every_audit


@rules.predicate
def runs_service(person, service) -> bool:
    return service is not None and person.pk in (service.head_id, service.manager_id)


can_make_service_pack = is_lead | is_director | is_system | runs_service
can_see_packs = can_make_inspection_packs | is_head_of_service | is_service_manager
