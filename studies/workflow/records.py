"""Every legal move that a drawn record of a study can make. Read this file to know the process."""

from typing import Any

from foundation.moves.workflow import Move, table_of
from studies import permissions
from studies.enums import ReadState


def may_read(person: Any, record: Any) -> bool:
    """Permission to read one record; that nobody reads their own is asked beside it, with words of its own."""
    return permissions.can_read(person, record.wave.study)


MOVES = table_of(
    (
        Move("read", ReadState.TO_READ, ReadState.READ, may_read, "study.record_read", "answered the questions about a record"),
        Move("correct", ReadState.READ, ReadState.READ, may_read, "study.record_corrected", "corrected the answers about a record"),
        Move(
            "set_aside",
            ReadState.TO_READ,
            ReadState.SET_ASIDE,
            may_read,
            "study.record_set_aside",
            "set a record aside",
            needs=("reason",),
            reason_field="reason",
        ),
        Move("take", ReadState.RESERVE, ReadState.TO_READ, may_read, "study.record_taken", "took a record from the reserve"),
    )
)
