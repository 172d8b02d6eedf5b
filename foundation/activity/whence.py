"""From where, and in which request, something is done: the fields that every row of both logs has."""

from foundation.health.doing import what_is_done
from foundation.health.origin import origin


def whence() -> dict[str, str | None]:
    """None of both for what the portal does by itself, in a job or at a command."""
    request = what_is_done().get("request")
    return {"origin": origin() or None, "request": str(request) if request else None}
