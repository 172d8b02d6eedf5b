from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "foundation.matching"
    trail_verbs = {
        "list.answered": "said what a word of a list means",
        "list.forgotten": "had what a word of a list means asked again",
    }
