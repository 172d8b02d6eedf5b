"""Who sets what our own auditing is measured against."""

from foundation.accounts.permissions import is_administrator, is_director, is_lead, is_system

can_set_targets = is_lead | is_director | is_administrator | is_system
