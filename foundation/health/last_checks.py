"""When a command last checked something, and whether it held: a small file each in `VAR_DIR`, which no restore touches."""

import json
from typing import Any

from django.conf import settings
from django.utils import timezone

RESTORE = "restore"


def note_check(name: str, *, held: bool, **found: Any) -> None:
    """Where it cannot be written the check holds all the same."""
    said = {"at": timezone.now().isoformat(timespec="seconds"), "held": held, **found}
    try:
        folder = settings.VAR_DIR / "checks"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.json").write_text(json.dumps(said))
    except OSError:
        return


def last_check(name: str) -> dict[str, Any] | None:
    """None where there was none, or its file is gone."""
    try:
        return dict(json.loads((settings.VAR_DIR / "checks" / f"{name}.json").read_text()))
    except (OSError, ValueError):
        return None
