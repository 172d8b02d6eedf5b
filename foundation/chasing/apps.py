from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ChasingConfig(AppConfig):
    name = "foundation.chasing"
    default_auto_field = "django.db.models.BigAutoField"
    case_content = CASE_CONTENT
    trail_verbs = {"chasing.rules_changed": "changed when managers are notified of late people"}
