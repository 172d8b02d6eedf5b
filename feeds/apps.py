from django.apps import AppConfig

from .case_content import CASE_CONTENT


class FeedsConfig(AppConfig):
    name = "feeds"
    case_content = CASE_CONTENT
    trail_verbs = {
        "feed_token.made": "made the token",
        "feed_token.ended": "ended the token",
    }
