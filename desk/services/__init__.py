"""The day's digests, what becomes of the work of somebody who leaves, and the first steps on My work."""

from .digests import Sent, ask_for_digests, send_digests
from .evidence import ask_for_evidence_pack, keep_evidence_pack
from .first_steps import hide_first_steps, show_first_steps
from .leaving import let_leave

__all__ = [
    "Sent",
    "ask_for_digests",
    "ask_for_evidence_pack",
    "hide_first_steps",
    "keep_evidence_pack",
    "let_leave",
    "send_digests",
    "show_first_steps",
]
