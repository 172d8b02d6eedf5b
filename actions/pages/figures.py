"""How closing goes, in words: rows for the page and for the file."""

from collections.abc import Iterator

from actions.enums import Level
from actions.queries.figures import ClosingFigures, ClosingTimes
from foundation.statistics import median_interval, share_in_words

HEADER = (
    "Counted",
    "Of",
    "Closed",
    "On time",
    "On time, with interval",
    "On time by the first due date",
    "Extended",
    "Median working days",
    "Median, with interval",
)


def by_heading(found: ClosingFigures) -> dict[str, list[ClosingTimes]]:
    return {"By level": found.by_level, "By service": found.by_service}


def closing_rows(found: ClosingFigures) -> Iterator[tuple[str | int | float | None, ...]]:
    """Under `HEADER`."""
    for counted, rows in by_heading(found).items():
        for row in rows:
            on_time = (row.on_time, share_in_words(row.on_time, row.closed), row.on_first_time)
            yield counted, label_of(row), row.closed, *on_time, row.extended, row.median, median_words(row)


def label_of(row: ClosingTimes) -> str:
    return str(row.of.label) if isinstance(row.of, Level) else service_name(row.of)


def service_name(service: str | None) -> str:
    return "All" if service is None else service or "No service"


def median_words(row: ClosingTimes) -> str:
    """“12 (95% interval 9 to 15)”; of a small sample, how far its values spread."""
    if row.median is None:
        return "none to count"
    interval = median_interval(row.days)
    if interval is None:
        return f"{row.median:g} (from {min(row.days)} to {max(row.days)}; too few for an interval)"
    return f"{row.median:g} (95% interval {interval[0]} to {interval[1]})"
