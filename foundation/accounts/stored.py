"""What is kept as JSON of a list that was stored."""

from dataclasses import dataclass, field
from typing import Any

from foundation.versioned import VersionedJSON


@dataclass
class Joined:
    """Who or which teams were added or changed, and which rows were not taken: number and why.

    `teams` are teams, or of a list of teams the services, that were added by the way. `remarks` are what of a row was not taken although
    the row was; `left_out` rows that do not belong here. `sheet` holds the refused rows as the file has them (`WAITING_SHEET`), and
    `away` people here, by key, whom the list did not name; `off` people who had left, as it said.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    unchanged: int = 0
    sheet: dict[str, Any] | None = None
    away: list[int] = field(default_factory=list)
    off: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        lists = {name: getattr(self, name) for name in ("added", "changed", "refused", "teams", "remarks", "left_out", "away", "off")}
        return lists | {"unchanged": self.unchanged, "sheet": self.sheet}


def _version_1(stored: dict[str, Any]) -> Joined:
    return Joined(stored["added"], stored["changed"], _rows(stored["refused"]), stored.get("teams", []))


def _version_2(stored: dict[str, Any]) -> Joined:
    rows: dict[str, Any] = {name: _rows(stored[name]) for name in ("refused", "remarks", "left_out")}
    return Joined(**stored | rows)


def _rows(stored: list[list[Any]]) -> list[tuple[int, str]]:
    return [(row, why) for row, why in stored]


# `PeopleUpload.outcome`.
JOINED = VersionedJSON("the outcome of an import of people", {1: _version_1, 2: _version_2}, before_versions=_version_1)
