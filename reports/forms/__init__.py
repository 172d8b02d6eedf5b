"""What people give to a report."""

from .arranging import ApplyTemplateForm, ArrangeForm
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
    "CorrectionForm",
    "FilesForm",
    "MeetingForm",
    "OpenReportForm",
    "PickForm",
    "ReportSectionForm",
    "WhyForm",
    "WordTemplateForm",
    "findings_formset",
]
