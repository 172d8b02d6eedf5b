"""How long something took, in words. Pure functions."""

import datetime

MINUTE, HOUR, DAY = 60, 3600, 86400


def in_words(took: datetime.timedelta) -> str:
    """“35 minutes”, “2 hours 5 minutes”, “3 days 4 hours”: the two largest units, whole ones only."""
    seconds = int(took.total_seconds())
    if seconds < MINUTE:
        return "less than a minute"
    parts = [("day", seconds // DAY), ("hour", seconds % DAY // HOUR), ("minute", seconds % HOUR // MINUTE)]
    first = next(place for place, (_, count) in enumerate(parts) if count)
    return " ".join(_counted(count, unit) for unit, count in parts[first : first + 2] if count)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
