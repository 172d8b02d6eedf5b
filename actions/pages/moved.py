"""Due dates that were moved and actions that were withdrawn, in words and as rows of a file."""

from actions.queries.moved import Moved, ServiceMoved
from foundation.documents.formats import uk_date

from .figures import service_name

MOVED = (
    "Service",
    "Due dates moved",
    "Actions",
    "Least (working days)",
    "Most (working days)",
    "Withdrawn",
    "Overdue now",
    "Overdue by the first date",
)


def moved_by(moved: Moved) -> str:
    """“by 10 to 20 working days”; empty where no date was moved."""
    if not moved.days:
        return ""
    least, most = min(moved.days), max(moved.days)
    return f"by {least} to {most} working days" if most != least else f"by {most} working day{'' if most == 1 else 's'}"


def moved_sentence(moved: Moved) -> str:
    when = f"from {uk_date(moved.first)} to {uk_date(moved.last)}"
    dates = "1 due date was" if moved.dates == 1 else f"{moved.dates or 'No'} due date{'' if moved.dates == 1 else 's'} were"
    said = f"{dates} moved {when}"
    if moved.dates:
        said += f", {moved_by(moved)}, of {_actions(moved.actions)}"
    gone = f"; {_actions(moved.withdrawn)} {'was' if moved.withdrawn == 1 else 'were'} withdrawn" if moved.withdrawn else ""
    return f"{said}{gone}."


def _actions(count: int) -> str:
    return f"{count} action{'' if count == 1 else 's'}"


def moved_cells(row: ServiceMoved) -> list[str | int | None]:
    """Under `MOVED`."""
    moved = row.moved
    ends = (min(moved.days), max(moved.days)) if moved.days else (None, None)
    return [service_name(row.service), moved.dates, moved.actions, *ends, moved.withdrawn, row.overdue, row.by_first]


def first_date_words(overdue: int, by_first: int, moved: int) -> str:
    """Beside a count of overdue ones: “4 by their first dates; 3 dates moved”. Empty where no date was moved."""
    if not moved and by_first == overdue:
        return ""
    dates = f"{moved} date{'' if moved == 1 else 's'} moved"
    return f"{by_first} by {'its first date' if by_first == 1 else 'their first dates'}; {dates}"
