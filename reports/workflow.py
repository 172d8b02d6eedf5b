"""Every legal move a report can make. Read this file to know the process.

The person who approves it took no part in writing it; it names nobody, and its text agrees with its figures: `approve_report` checks
the last two, since they take the whole report.
"""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import CommentState, ReportState, ReviewState

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
        Move(
            "confirm_carried",
            _DRAFT,
            _DRAFT,
            permissions.can_write_reports,
            "report.carried_confirmed",
            "confirmed a text that was carried forward",
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

_ASKED, _GIVEN, _WITHDRAWN = ReviewState.ASKED, ReviewState.GIVEN, ReviewState.WITHDRAWN
REVIEW_ASKED, _ASKS = "report.review_asked", "asked for a review of the report"

REVIEW_MOVES = table_of(
    (
        Move("change_date", _ASKED, _ASKED, permissions.can_write_reports, REVIEW_ASKED, _ASKS),
        Move("ask_again", _GIVEN, _ASKED, permissions.can_write_reports, REVIEW_ASKED, _ASKS),
        Move("renew", _WITHDRAWN, _ASKED, permissions.can_write_reports, REVIEW_ASKED, _ASKS),
        Move("give", _ASKED, _GIVEN, permissions.is_reviewer, "report.reviewed", "reviewed the report"),
        Move("withdraw", _ASKED, _WITHDRAWN, permissions.can_end_reviews, "report.review_withdrawn", "withdrew a request for a review"),
    )
)

_OPEN, _RESOLVED = CommentState.OPEN, CommentState.RESOLVED
_NOT_YOURS = "The person who wrote a comment, and the people who write the report, resolve it."

COMMENT_MOVES = table_of(
    (
        Move(
            "resolve", _OPEN, _RESOLVED, permissions.can_resolve, "report.comment_resolved", "resolved a comment", denied_because=_NOT_YOURS
        ),
        Move(
            "reopen",
            _RESOLVED,
            _OPEN,
            permissions.can_resolve,
            "report.comment_reopened",
            "opened a comment again",
            denied_because=_NOT_YOURS,
        ),
    )
)
