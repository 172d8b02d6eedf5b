from django.apps import AppConfig

from .case_content import CASE_CONTENT


class NoticesConfig(AppConfig):
    name = "foundation.notices"
    default_auto_field = "django.db.models.BigAutoField"
    case_content = CASE_CONTENT
    figures_of_health = ("foundation.notices.health.figures",)
    opens_to_partners = ("my-mail",)
    trail_verbs = {
        "mail.sent_again": "had the mail sent again",
        "mail.preferences_changed": "changed what they get by mail",
    }
