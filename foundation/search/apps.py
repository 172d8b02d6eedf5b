from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What is found is named by each app in its `AppConfig`: `searched = ("actions.pages.searching.ACTIONS",)`, a `SearchKind` each."""

    name = "foundation.search"
    default_auto_field = "django.db.models.BigAutoField"
