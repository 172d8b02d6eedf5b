"""The heads of the logs, written outside the database as well: one line of JSON for each segment, in a file that is only ever added to.

A copy of it where nobody who can change the database can write, for example on storage that keeps what it was given, shows when
the end of a log was cut off, and when somebody sealed it all again.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from .models import Segment


@dataclass(frozen=True)
class Anchor:
    log: str
    segment: int
    total: int
    sha256: str
    sealed_at: str


def read_anchors(path: Path) -> list[Anchor]:
    """Raises ValueError, with its number, where a line cannot be read."""
    found = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        try:
            found.append(Anchor(**json.loads(line)))
        except (ValueError, TypeError):
            raise ValueError(f"Line {number} of {path} does not hold the head of a log.") from None
    return found


def anchor_segments(path: Path) -> int:
    """Add what is not in the file yet; returns how many lines. Raises OSError."""
    known = {(each.log, each.segment) for each in read_anchors(path)} if path.exists() else set()
    new = [each for each in Segment.objects.order_by("sealed_at", "log", "number") if (each.log, each.number) not in known]
    _append(path, (Anchor(each.log, each.number, each.total, each.sha256, each.sealed_at.isoformat()) for each in new))
    return len(new)


def _append(path: Path, anchors: Iterable[Anchor]) -> None:
    lines = "".join(json.dumps(asdict(each)) + "\n" for each in anchors)
    if not lines:
        return
    with path.open("a") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
