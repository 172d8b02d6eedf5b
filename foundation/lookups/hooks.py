"""Something happened that rooms above may want to follow: they name in their AppConfig what is called, and are not known here."""

from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string


def call_hooks(name: str, **happened: Any) -> None:
    """Call what each app names as `name`, in the transaction of what happened."""
    for config in apps.get_app_configs():
        for function in getattr(config, name, ()):
            import_string(function)(**happened)
