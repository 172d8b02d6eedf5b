from django.apps import AppConfig

from .case_content import CASE_CONTENT


class VoicesConfig(AppConfig):
    name = "voices"
    case_content = CASE_CONTENT
    searched = ("voices.pages.searching.VOICES",)
    tables_of_moves = ("voices.workflow.MOVES",)
    stage_of_month = "voices.pages.month.stage_of_month"
    trail_verbs = {
        "voice.sought": "asked for the voice",
        "voice.handed_over": "handed over who gathers it",
        "voice.link_made": "made a one-time link",
        "voice.link_ended": "ended the one-time link",
        "voice.consent_changed": "noted what they say on being quoted",
        "voice.quote_chosen": "chose the words to quote",
        "voice.quote_dropped": "took back the words to quote",
        "voice.quoted": "published the quote",
        "voice.coded": "coded it to themes and domains",
        "voice.reminded": "reminded the person who gathers it",
        "voices.questions_saved": "saved the questions",
        "voices.questions_retired": "took the questions out of use",
    }

    def ready(self) -> None:
        from foundation.accounts import holdings
        from foundation.notices.services import OutsideLink, register_outside_link

        from .queries import reads_any
        from .services.links import page_of_mail, path_in_mail

        holdings.register_opens_cases(reads_any)
        register_outside_link(OutsideLink(path_in_mail, page_of_mail))
