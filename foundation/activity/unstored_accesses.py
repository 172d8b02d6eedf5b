"""Rows of the log of access that could not be stored when they were due: each a file of its own until it is."""

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

logger = logging.getLogger(__name__)


def folder() -> Path:
    return Path(settings.VAR_DIR) / "access"


def keep(row: dict[str, Any]) -> None:
    """Whole or not at all, also where the process is killed. A disk that takes nothing leaves the row in the server's own log."""
    text = json.dumps(row)
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = folder() / f"{row['key']}.part"
        unfinished.write_text(text)
        unfinished.chmod(0o600)
        unfinished.rename(unfinished.with_suffix(".json"))
    except OSError as problem:
        logger.error("The log of access could not be written (%s): %s", problem, text)


def kept(at_most: int) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Files and their rows, in no order. A damaged file is set aside."""
    try:
        files = [path for path, _ in zip(folder().glob("*.json"), range(at_most), strict=False)]
    except OSError:
        return
    for path in files:
        try:
            yield path, json.loads(path.read_text())
        except FileNotFoundError:
            continue  # another process has stored it
        except (OSError, ValueError) as problem:
            set_aside(path, problem)


def forget(*paths: Path) -> None:
    for path in paths:
        # What cannot be taken away is stored again, and is one all the same.
        with suppress(OSError):
            path.unlink()


def set_aside(path: Path, problem: Exception) -> None:
    logger.error("A row of the log of access in %s cannot be stored: %s", path, problem)
    with suppress(OSError):
        path.rename(path.with_suffix(".refused"))
