"""The day's digests, what becomes of the work of somebody who leaves, and the first steps on My work."""

from .digests import Sent, ask_for_digests, send_digests
from .first_steps import hide_first_steps, show_first_steps
from .leaving import let_leave

__all__ = ["Sent", "ask_for_digests", "hide_first_steps", "let_leave", "send_digests", "show_first_steps"]
