"""Who may do what with check and challenge meetings and with teams' action plans."""

import rules

from foundation.accounts.permissions import is_director, is_lead, is_system

from .models import CheckAndChallenge, MeetingDecision
from .querysets import LEADERS


@rules.predicate
def is_its_chair(person, meeting) -> bool:
    return meeting is not None and meeting.chair_id == person.pk


@rules.predicate
def reads_record(person, meeting) -> bool:
    """What was said and decided, and the grades before moderation: not while they have an audit of that month to grade blind."""
    return CheckAndChallenge.objects.with_record_visible_to(person).filter(pk=meeting.pk).exists()


@rules.predicate
def wrote_record(person, meeting) -> bool:
    return meeting.written_by_id == person.pk


@rules.predicate
def is_decision_owner(person, decision) -> bool:
    return decision.owner_id == person.pk


@rules.predicate
def reads_decision(person, decision) -> bool:
    return MeetingDecision.objects.visible_to(person).filter(pk=decision.pk).exists()


@rules.predicate
def chaired_it(person, decision) -> bool:
    return decision.meeting.chair_id == person.pk


@rules.predicate
def manages_the_team(person, team) -> bool:
    """Its manager; where the post is empty, the manager or the head of its service writes for it."""
    if team.manager_id is not None:
        return team.manager_id == person.pk
    return team.service is not None and person.pk in (team.service.manager_id, team.service.head_id)


@rules.predicate
def is_manager_of_team(person, team) -> bool:
    return team.manager_id == person.pk


@rules.predicate
def is_in_line_of_team(person, team) -> bool:
    service = team.service
    return person.pk in {team.manager_id, *((service.manager_id, service.head_id) if service else ())}


@rules.predicate
def sees_all_meetings(person) -> bool:
    return person.has_role(*LEADERS)


can_list_meetings = sees_all_meetings | is_system
can_plan_meetings = is_lead | is_director | is_system
can_write_record = (is_lead | is_its_chair) & reads_record
can_agree_record = (is_its_chair | is_lead | is_director) & reads_record & ~wrote_record
# Of a decision that they read.
closes_decision = is_decision_owner | is_lead | chaired_it
can_close_decision = closes_decision & reads_decision
can_see_team_plan = is_lead | is_director | is_in_line_of_team
can_write_team_plan = manages_the_team
can_own_team_plan = is_manager_of_team
