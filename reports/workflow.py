"""Every legal move a report can make. Read this file to know the process.

The person who approves it took no part in writing it; it names nobody, and its text agrees with its figures: `approve_report` checks
the last two, since they take the whole report.
"""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import ReportState

# Looked up where what was confirmed is not asked again.
CONFIRMED = "report.figures_confirmed"

_DRAFT, _APPROVED = ReportState.DRAFT, ReportState.APPROVED

MOVES = table_of(
    (
        Move("change", _DRAFT, _DRAFT, permissions.can_write_reports, "report.changed", "changed the report"),
        Move("write_section", _DRAFT, _DRAFT, permissions.can_write_reports, "report.section_written", "wrote a section"),
        Move(
            "arrange_sections",
            _DRAFT,
            _DRAFT,
            permissions.can_write_reports,
            "report.sections_arranged",
            "changed which sections the report has, their order or their headings",
        ),
        Move("save_findings", _DRAFT, _DRAFT, permissions.can_write_reports, "report.findings_saved", "saved key findings"),
        Move(
            "confirm_figures",
            _DRAFT,
            _DRAFT,
            permissions.can_write_reports,
            CONFIRMED,
            "confirmed what a section says of the figures",
        ),
        Move(
            "ask_for_approval",
            _DRAFT,
            _DRAFT,
            permissions.can_write_reports,
            "report.approval_asked",
            "asked for the report to be approved",
        ),
        Move("approve", _DRAFT, _APPROVED, permissions.can_approve_reports, "report.approved", "approved the report"),
    )
)
