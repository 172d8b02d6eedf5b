"""The audit tool, monthly cycles, audits, and the judgements, findings and voices in them."""

from .audits import Audit, ConflictOverride
from .challenges import Challenge
from .cycles import Cycle
from .judgements import Finding, Judgement, TeamResponse, VoiceHeard
from .moderation import ModerationChoice, ModerationRecord, ModerationRules
from .rules import AuditRules
from .samples import Sample, SampledRecord
from .tools import Descriptor, Domain, Tool
from .uploads import AuditUpload

__all__ = [
    "Audit",
    "AuditRules",
    "AuditUpload",
    "Challenge",
    "ConflictOverride",
    "Cycle",
    "Descriptor",
    "Domain",
    "Finding",
    "Judgement",
    "ModerationChoice",
    "ModerationRecord",
    "ModerationRules",
    "Sample",
    "SampledRecord",
    "TeamResponse",
    "Tool",
    "VoiceHeard",
]
