"""The audit tool, monthly cycles, audits, and the judgements, findings and voices in them."""

from .allocations import Allocation, Capacity, Declaration, Interest, Pin
from .audits import Audit, ConflictOverride
from .calibration import CalibrationGrade, CalibrationOutcome, CalibrationPart, CalibrationRound
from .challenges import Challenge
from .checklists import MOST_THEME_QUESTIONS, AskedQuestion, ChecklistAnswer, ChecklistItem, GivenAnswer, ThemeAnswer, ThemeQuestion
from .counts import AuditorMonth, CountedAudit, CountedWork, GradeCount, WorkCount
from .cycles import Cycle
from .involvement import Involvement
from .judgements import Finding, Judgement, TeamResponse, VoiceHeard
from .kinds import KindOfAudit, KindTerms
from .moderation import AuditorReply, ModerationChoice, ModerationDraft, ModerationRecord, ModerationRules, PanelMember
from .moved_dates import MovedDate
from .partners import AgencyPart, JoinedParts, PartJudgement, PartnerAgency, PartnerAuditor
from .practitioner import Correction, FactualCheck, FeedbackLetter, Reflection
from .programme import Exemption, Expectation, ThemeChange
from .ready_themes import ReadyTheme, ReadyThemeQuestion
from .reaudits import ReAudit
from .restrictions import BreakGlass, RestrictedRecord
from .revelations import Revelation
from .risks import ReflectiveConversation, RiskFlag
from .rules import AuditRules
from .samples import Sample, SampledRecord
from .themes import FindingCode, FindingTheme
from .tools import Descriptor, Domain, FormArea, FormPrompt, FormVersion, Question, Tool
from .training import AuditTraining
from .uploads import AllocationFile, AuditUpload
from .versions import AuditVersion, Withdrawal

__all__ = [
    "MOST_THEME_QUESTIONS",
    "Allocation",
    "AskedQuestion",
    "Audit",
    "AuditRules",
    "AllocationFile",
    "AuditTraining",
    "AuditUpload",
    "AuditVersion",
    "AuditorMonth",
    "AuditorReply",
    "BreakGlass",
    "Capacity",
    "CalibrationGrade",
    "CalibrationOutcome",
    "CalibrationPart",
    "CalibrationRound",
    "Challenge",
    "ChecklistAnswer",
    "ChecklistItem",
    "ConflictOverride",
    "Correction",
    "CountedAudit",
    "CountedWork",
    "Cycle",
    "Declaration",
    "Descriptor",
    "Domain",
    "FactualCheck",
    "FeedbackLetter",
    "Exemption",
    "Expectation",
    "Finding",
    "GivenAnswer",
    "FormArea",
    "FormPrompt",
    "FormVersion",
    "GradeCount",
    "FindingCode",
    "FindingTheme",
    "Interest",
    "Involvement",
    "Judgement",
    "ModerationChoice",
    "ModerationDraft",
    "ModerationRecord",
    "ModerationRules",
    "MovedDate",
    "PanelMember",
    "ReAudit",
    "ReadyTheme",
    "ReadyThemeQuestion",
    "ReflectiveConversation",
    "RestrictedRecord",
    "Revelation",
    "RiskFlag",
    "Pin",
    "Question",
    "Reflection",
    "Sample",
    "SampledRecord",
    "TeamResponse",
    "ThemeAnswer",
    "ThemeQuestion",
    "Tool",
    "ThemeChange",
    "VoiceHeard",
    "Withdrawal",
    "WorkCount",
    "KindOfAudit",
    "KindTerms",
    "AgencyPart",
    "JoinedParts",
    "PartJudgement",
    "PartnerAgency",
    "PartnerAuditor",
]
