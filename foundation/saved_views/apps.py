from django.apps import AppConfig

from .case_content import CASE_CONTENT


class SavedViewsConfig(AppConfig):
    name = "foundation.saved_views"
    case_content = CASE_CONTENT
    trail_verbs = {
        "view.saved": "saved a view of a list",
        "view.deleted": "deleted a view of a list",
        "view.shared": "shared a view of a list",
    }
