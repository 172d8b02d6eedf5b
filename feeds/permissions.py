"""Who looks after feeds, and who takes tables."""

from foundation.accounts.permissions import is_administrator, is_analyst, is_director, is_head_of_service, is_lead, is_system

can_manage_feeds = is_administrator | is_lead
# A table as a file is what all staff may read of it: for people who work with figures.
can_take_tables = is_lead | is_analyst | is_director | is_head_of_service | is_system
can_see_feeds = can_manage_feeds | can_take_tables
