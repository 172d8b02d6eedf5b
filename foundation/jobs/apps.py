from django.apps import AppConfig

from .case_content import CASE_CONTENT


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    default_auto_field = "django.db.models.BigAutoField"
    case_content = CASE_CONTENT
    ready_checks = {"queue": "foundation.jobs.health.queue_state"}
    figures_of_health = ("foundation.jobs.health.figures",)
