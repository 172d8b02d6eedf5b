"""A list of codes that is stored as JSON, none of which is unknown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class EnumListField(models.JSONField):
    """Codes of one enum. What is none of them is refused whenever a row is written: no form need think of it."""

    def __init__(self, *args: Any, enum: type[models.TextChoices] | None = None, **kwargs: Any):
        self.enum = enum
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """In migrations a plain JSON field: which codes there are is no matter of the database's."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        self._require_codes(value)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        self._require_codes(value)
        return value

    def _require_codes(self, value: Any) -> None:
        assert self.enum, "a field of a migration writes no row"
        unknown = [each for each in value if each not in self.enum.values] if isinstance(value, list) else [value]
        if unknown:
            raise ValidationError(f"“{unknown[0]}” is none of {', '.join(self.enum.values)}.")
