"""Every legal move a calibration round can make. Read this file to know the process."""

from audits.enums import CalibrationState
from audits.permissions import can_grade_round, can_lead
from foundation.moves.workflow import Move, table_of

_GRADING, _DISCUSSION, _CLOSED = CalibrationState.GRADING, CalibrationState.DISCUSSION, CalibrationState.CLOSED

MOVES = table_of(
    (
        Move("invite", _GRADING, _GRADING, can_lead, "calibration.invited", "invited others to the calibration round"),
        # The lead's own grades, to which the others' are compared.
        Move("refer", _GRADING, _GRADING, can_lead, "calibration.referenced", "gave reference grades", checks_conflicts=True),
        Move("grade", _GRADING, _GRADING, can_grade_round, "calibration.graded", "saved their grades"),
        Move("finish", _GRADING, _GRADING, can_grade_round, "calibration.finished", "finished grading"),
        Move(
            "open",
            _GRADING,
            _DISCUSSION,
            can_lead,
            "calibration.opened",
            "opened the discussion",
            needs=("some_finished", "why_not_wait"),
            reason_field="opened_without",
        ),
        Move("discuss", _DISCUSSION, _DISCUSSION, can_lead, "calibration.discussed", "saved the discussion", checks_conflicts=True),
        Move(
            "close",
            _DISCUSSION,
            _CLOSED,
            can_lead,
            "calibration.closed",
            "closed the calibration round",
            needs=("every_grade_agreed", "notes_and_lessons"),
            checks_conflicts=True,
        ),
    )
)
