"""Who looks after the outbox; it shows to whom and whether, never what a mail said."""

from foundation.accounts.permissions import can_change_settings as can_look_after_mail

__all__ = ["can_look_after_mail"]
