from django.apps import AppConfig

from .case_content import CASE_CONTENT


class PacksConfig(AppConfig):
    name = "packs"
    case_content = CASE_CONTENT
    trail_verbs = {
        "pack.made": "made the pack",
        "pack.removed": "removed the pack",
    }
