from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "foundation.notices"
    default_auto_field = "django.db.models.BigAutoField"
    trail_verbs = {
        "mail.sent_again": "had the mail sent again",
        "mail.preferences_changed": "changed what they get by mail",
    }
