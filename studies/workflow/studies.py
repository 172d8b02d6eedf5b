"""Every legal move that a study can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of
from studies import permissions
from studies.enums import StudyState

MOVES = table_of(
    (
        Move(
            "finish",
            StudyState.OPEN,
            StudyState.FINISHED,
            permissions.can_run,
            "study.finished",
            "finished the study",
            needs=("read", "learned"),
            title="Finish it",
        ),
        Move("reopen", StudyState.FINISHED, StudyState.OPEN, permissions.can_run, "study.reopened", "opened the study again"),
    )
)
