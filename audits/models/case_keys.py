"""The case ID as it is compared, kept beside the one that was written: a database compares letters in ways of its own."""

from typing import Any

from django.db import models

from foundation.names import case_key


class CaseKeyField(models.CharField):
    """Follows `case_id` whenever a row is written, so that nobody can forget it."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs |= {"max_length": 200, "editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for given in ("max_length", "editable", "default"):
            del kwargs[given]
        return name, path, args, kwargs

    def pre_save(self, model_instance: Any, add: bool) -> str:
        key = case_key(model_instance.case_id)
        setattr(model_instance, self.attname, key)
        return key
