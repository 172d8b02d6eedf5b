"""What people give to a report."""

from .arranging import ApplyTemplateForm, ArrangeForm
from .audiences import AudienceReleaseForm, AudienceRulesForm
from .reviewing import AskReviewsForm, CommentReplyForm, ReviewCommentForm, SectionOwnersForm
from .writing import (
    ApproveForm,
    CorrectionForm,
    FilesForm,
    MeetingForm,
    OpenReportForm,
    PickForm,
    ReportSectionForm,
    WhyForm,
    WordTemplateForm,
    findings_formset,
)

__all__ = [
    "ApplyTemplateForm",
    "ApproveForm",
    "ArrangeForm",
    "AskReviewsForm",
    "AudienceRulesForm",
    "CorrectionForm",
    "FilesForm",
    "MeetingForm",
    "OpenReportForm",
    "PickForm",
    "CommentReplyForm",
    "AudienceReleaseForm",
    "ReportSectionForm",
    "ReviewCommentForm",
    "SectionOwnersForm",
    "WhyForm",
    "WordTemplateForm",
    "findings_formset",
]
