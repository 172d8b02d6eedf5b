"""What a month or a name may be, wherever it comes from. Services ask here. They raise ValidationError with a sentence."""

import datetime
import unicodedata

from django.core.exceptions import ValidationError
from django.utils import timezone

from .clock import today
from .months import add_months, first_of, month_name

FIRST_MONTH = datetime.date(2000, 1, 1)
YEARS_AHEAD = 2
# Control characters, line breaks among them, and marks that turn the direction of what follows.
_NOT_IN_NAMES = frozenset({"Cc", "Zl", "Zp", "Cs"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def last_month() -> datetime.date:
    """The latest month that anybody plans or reports on; a demo lives on a day of its own, where a real month is no mistake."""
    return add_months(first_of(max(today(), timezone.localdate())), 12 * YEARS_AHEAD)


def is_in_reach(month: datetime.date) -> bool:
    return FIRST_MONTH <= first_of(month) <= last_month()


def require_month_in_reach(month: datetime.date, *, field: str) -> None:
    if not is_in_reach(month):
        raise ValidationError(
            {field: f"{month_name(month)} cannot be right. Enter a month from {month_name(FIRST_MONTH)} to {month_name(last_month())}."}
        )


def require_plain_name(name: str, *, field: str = "name") -> None:
    """Names stand in headings, in files' names and in mail: on one line, with nothing in them that nobody sees."""
    if any(unicodedata.category(letter) in _NOT_IN_NAMES or letter in _TURNING for letter in name):
        raise ValidationError({field: "This name holds a line break or a mark that cannot be seen. Type it again on one line."})
    if name and not name.strip():
        raise ValidationError({field: "This name is blank. Type it again."})
