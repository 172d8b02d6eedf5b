from django.apps import AppConfig

from .case_content import CASE_CONTENT


class SendingConfig(AppConfig):
    name = "foundation.sending"
    default_auto_field = "django.db.models.BigAutoField"
    case_content = CASE_CONTENT
    opens_to_partners = ("kept-words", "kept-here", "discard-written", "discard-kept")
