"""What a pack keeps as JSON, and how each version of it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foundation.versioned import VersionedJSON


@dataclass(frozen=True)
class PackedFile:
    """One file of a pack: its name in the zip, its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


def _files(stored: dict[str, Any]) -> Sequence[PackedFile]:
    return [PackedFile(**each) for each in stored["files"]]


# `Pack.files`: {"version": 1, "files": [{"name": "tables/grades.csv", "size": 812, "sha256": "9f2c…"}, …]}.
PACK_FILES = VersionedJSON("the files of a pack", {1: _files})
