from django.apps import AppConfig

from .case_content import CASE_CONTENT


class FeedsConfig(AppConfig):
    name = "feeds"
    case_content = CASE_CONTENT
    when_a_risk_is_raised = ("feeds.services.events.notify_of_risk_now",)
    when_a_report_is_approved = ("feeds.services.events.notify_of_report",)
    trail_verbs = {
        "webhook.added": "added the webhook",
        "webhook.switched_on": "switched the webhook on",
        "webhook.switched_off": "switched the webhook off",
        "webhook.tested": "sent a test to the webhook",
        "webhook.sent_again": "sent a message of the webhook again",
        "feed_token.made": "made the token",
        "feed_token.ended": "ended the token",
    }
