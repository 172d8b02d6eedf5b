from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "foundation.activity"
    trail_verbs = {"trail.rows_removed": "removed rows of a log, as the rules of retention say"}
