from django.apps import AppConfig


class GuardConfig(AppConfig):
    name = "foundation.guard"
    trail_verbs = {"words.kept": "said why words that look like an identity may stand"}
