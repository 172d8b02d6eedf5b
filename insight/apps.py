from django.apps import AppConfig

from .case_content import CASE_CONTENT


class InsightConfig(AppConfig):
    name = "insight"
    case_content = CASE_CONTENT
