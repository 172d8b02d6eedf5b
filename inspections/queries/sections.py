"""The sections of the Board's report, which a room above names: `report_sections` on its AppConfig, as a callable's name."""

from django.apps import apps
from django.utils.module_loading import import_string


def section_choices() -> list[tuple[str, str]]:
    """The key and heading of each, in the report's order; none in an installation without reports."""
    for config in apps.get_app_configs():
        if name := getattr(config, "report_sections", ""):
            return list(import_string(name)())
    return []
