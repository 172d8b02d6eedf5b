"""What rows that several rooms read keep as JSON, and how it is read."""

from typing import Any

from foundation.versioned import VersionedJSON

Part = dict[str, str]


def _parts(rows: list[dict[str, Any]]) -> list[Part]:
    return [{name: row[name] for name in ("key", "heading", "text")} for row in rows]


# `FactualCheck.parts`: key, heading and text of each piece of the draft. Before there were versions the rows stood alone.
CHECKED_PARTS = VersionedJSON("a draft whose facts were checked", {1: lambda stored: _parts(stored["parts"])}, before_versions=_parts)
