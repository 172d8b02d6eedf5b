"""Who may do what with inspections and the improvement plan."""

import rules

from foundation.accounts.permissions import is_administrator, is_analyst, is_director, is_lead, is_system

from .models import CaseTracking, Inspection, PlanPriority
from .querysets import READERS


@rules.predicate
def reads_inspections(person) -> bool:
    return person.is_system or person.has_role(*READERS)


@rules.predicate
def owns_a_priority(person) -> bool:
    return PlanPriority.objects.filter(owner=person).exists()


@rules.predicate
def is_its_owner(person, priority) -> bool:
    return priority.owner_id == person.pk


@rules.predicate
def can_see_its_tracking(person, inspection) -> bool:
    return CaseTracking.objects.visible_to(person).filter(inspection=inspection).exists()


@rules.predicate
def can_see_it(person, inspection) -> bool:
    return Inspection.objects.visible_to(person).filter(pk=inspection.pk).exists()


can_see_inspections = reads_inspections | owns_a_priority
# Records inspections, keeps the plan.
can_keep_inspections = is_lead | is_director | is_system
can_write_progress = is_its_owner | can_keep_inspections
# Adds records to a month, which a QA lead does.
can_track = is_lead | is_system
can_see_tracking = can_track | is_director
can_set_frameworks = is_lead | is_administrator | is_system
can_bring_outcomes = is_lead | is_analyst | is_system
