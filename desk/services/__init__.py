"""The day's digests, and what becomes of the work of somebody who leaves."""

from .digests import Sent, ask_for_digests, send_digests
from .leaving import let_leave

__all__ = ["Sent", "ask_for_digests", "let_leave", "send_digests"]
