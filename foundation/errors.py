"""What a service says when it cannot do what was asked.

Each is a ValidationError and reads as a sentence, so that any form that calls a service can show it. A person who may not do it at all
gets Django's PermissionDenied instead.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class StaleState(ValidationError):
    """It is no longer in the state in which this can be done: somebody was faster, or it is too late."""


class Gone(StaleState):
    """What was to be changed is no longer there."""

    def __init__(self, model: type[models.Model]):
        super().__init__(f"This {model._meta.verbose_name} is no longer there: somebody took it away a moment ago. Nothing was changed.")


class Incomplete(ValidationError):
    """Something must be filled in first; `missing` maps a place (“overall”, “reason-3”, a field’s name…) to a sentence.

    A form shows each by the field of that name, above the form where it has none.
    """

    def __init__(self, missing: Mapping[str, str]):
        self.missing = dict(missing)
        super().__init__(self.missing)


class RefusedRows(ValidationError):
    """Rows of a table that cannot be taken; `rows` says which and why, in the shape that their reader gives them."""

    def __init__(self, message: str | list[str], rows: Any):
        self.rows = rows
        super().__init__(message)
