from django.apps import AppConfig

from .case_content import CASE_CONTENT


class InsightConfig(AppConfig):
    name = "insight"
    case_content = CASE_CONTENT
    facts_for_comments = "insight.pages.comments.facts_about"
    false_facts_in_comments = "insight.pages.comments.false_facts_in"
    when_a_comment_is_written = ("insight.services.keep_in_comment",)
    trail_verbs = {
        "health.target_set": "set a target of our own auditing",
        "health.target_removed": "removed a target of our own auditing",
        "health.rules_changed": "chose which figures say how many children have an open record",
        "month.findings_drafted": "drafted key findings of the month",
    }
