from django.apps import AppConfig

from .case_content import CASE_CONTENT


class DeskConfig(AppConfig):
    name = "desk"
    case_content = CASE_CONTENT
    searched = ("desk.pages.searching.PEOPLE",)
    opens_to_partners = ("my-work", "help", "help-area", "first-steps", "hide-steps", "show-steps", "contact", "privacy", "accessibility")
    trail_verbs = {
        "person.handed_over": "handed over what they held",
        "evidence_pack.asked": "asked for an evidence pack",
        "evidence_pack.made": "was given an evidence pack",
        "readings.rules_changed": "changed which readings are unusual",
        "readings.looked_at": "looked at unusual readings",
    }

    def ready(self) -> None:
        from foundation.accounts import holdings
        from foundation.gate.loading import end_loading

        from .queries.holdings import count_of

        holdings.register(count_of)
        end_loading()
