"""The Board’s report: what people wrote for it, what was frozen when it was approved, and what others were shown of it."""

from .audiences import AudienceRelease, AudienceRuleSet
from .reports import (
    CommentReply,
    KeyFinding,
    Report,
    ReportFile,
    Review,
    ReviewComment,
    Seal,
    SectionOwner,
    SectionTemplate,
    SectionText,
    ShownMonth,
    WordTemplate,
)

__all__ = [
    "AudienceRelease",
    "AudienceRuleSet",
    "CommentReply",
    "KeyFinding",
    "Report",
    "ReportFile",
    "Review",
    "ReviewComment",
    "Seal",
    "SectionOwner",
    "SectionTemplate",
    "SectionText",
    "ShownMonth",
    "WordTemplate",
]
