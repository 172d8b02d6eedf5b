from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    default_auto_field = "django.db.models.BigAutoField"
