from django.apps import AppConfig

from .case_content import CASE_CONTENT


class DeskConfig(AppConfig):
    name = "desk"
    case_content = CASE_CONTENT
