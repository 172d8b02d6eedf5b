"""Who can use which room: the navigation bar offers nothing that would be empty or refused."""

import rules

from audits.permissions import can_declare_interests
from audits.permissions import can_see_cycles as can_use_cycles
from commissions.permissions import can_see_the_list as can_use_commissions
from foundation.accounts.enums import Role
from foundation.accounts.permissions import can_change_settings as can_use_settings
from foundation.accounts.permissions import is_administrator, is_lead
from governance.permissions import can_rekey as can_replace_case_ids
from governance.permissions import can_see_retention as can_use_registers
from governance.permissions import can_see_sealed_logs as can_see_how_logs_are_sealed
from governance.permissions import keeps_registers as can_keep_registers
from insight.permissions import can_see_insight as can_use_insight
from inspections.permissions import reads_inspections as can_use_inspections
from learning.permissions import can_see_calendar as can_use_learning
from observations.permissions import can_see_the_list as can_use_observations
from publications.permissions import can_read_library as can_use_library
from reports.permissions import can_read_reports as can_use_reports
from studies.permissions import can_see_the_list as can_use_studies
from voices.permissions import can_see_the_list as can_use_voices

__all__ = [
    "can_declare_interests",
    "can_keep_registers",
    "can_replace_case_ids",
    "can_see_how_logs_are_sealed",
    "can_use_actions",
    "can_use_audits",
    "can_use_commissions",
    "can_use_cycles",
    "can_use_insight",
    "can_use_inspections",
    "can_use_learning",
    "can_use_library",
    "can_use_observations",
    "can_use_studies",
    "can_use_performance",
    "can_use_registers",
    "can_use_reports",
    "can_use_settings",
    "can_use_voices",
    "has_pulse",
]

can_ask_for_evidence = is_lead | is_administrator
# Who tried to sign in, and who asked for what is not theirs: by page and number, with nothing of a case.
can_see_tries = is_lead | is_administrator
can_see_unusual_readings = is_lead


@rules.predicate
def read_it_themselves(person, reader) -> bool:
    return reader is not None and person.pk == reader.pk


# Another lead looks at a lead's own readings.
can_look_at_readings = is_lead & ~read_it_themselves

_LINE = (Role.PRACTITIONER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR)


@rules.predicate
def can_use_audits(person) -> bool:
    return person.has_role(*_LINE, Role.QA_LEAD, Role.AUDITOR, Role.MODERATOR)


@rules.predicate
def can_use_actions(person) -> bool:
    return person.has_role(*_LINE, Role.QA_LEAD, Role.AUDITOR, Role.MODERATOR, Role.OBSERVER, Role.ANALYST)


@rules.predicate
def can_use_performance(person) -> bool:
    """Figures are aggregates: everyone of the council may read them."""
    return not person.has_role(Role.PARTNER)


@rules.predicate
def has_pulse(person) -> bool:
    return person.has_role(Role.QA_LEAD)
