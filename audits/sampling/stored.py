"""What a sample that was applied keeps as JSON, and how it is read."""

from typing import Any, NamedTuple

from audits.sheets.rows import Rejection
from foundation.versioned import VersionedJSON


class KeptStratum(NamedTuple):
    """A stratum of the draw: how many records it had, how many were drawn, and its exact share of the places."""

    name: str
    cases: int
    drawn: int
    share: float


def _strata(rows: list[list[Any]]) -> list[KeptStratum]:
    return [KeptStratum(*row) for row in rows]


def _rejections(rows: list[dict[str, Any]]) -> list[Rejection]:
    return [Rejection(**row) for row in rows]


# `Sample.strata`. Before there were versions the rows stood alone; so they did in `Sample.passed_over`.
STRATA = VersionedJSON("the strata of a draw", {1: lambda stored: _strata(stored["strata"])}, before_versions=_strata)
# `Sample.passed_over`.
PASSED_OVER = VersionedJSON("rows that hold no record", {1: lambda stored: _rejections(stored["rows"])}, before_versions=_rejections)
