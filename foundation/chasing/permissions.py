"""Who reminds people. Of what is for the rooms above to say, each by what that person may see."""

from foundation.accounts.permissions import (
    can_change_settings,
    is_analyst,
    is_head_of_service,
    is_lead,
    is_service_manager,
    is_team_manager,
)

# A lead of everything, an analyst of comments, managers of their own people's actions.
can_chase = is_lead | is_analyst | is_team_manager | is_service_manager | is_head_of_service
is_a_manager = is_team_manager | is_service_manager | is_head_of_service
can_set_chasing_rules = is_lead | can_change_settings
