from django.apps import AppConfig

from .case_content import CASE_CONTENT


class SignedInConfig(AppConfig):
    name = "foundation.signed_in"
    case_content = CASE_CONTENT
    trail_verbs = {
        "signed_in.ended": "signed out on another browser",
        "signed_in.ended_others": "signed out on all other browsers",
        "signed_in.ended_by_administrator": "signed out everywhere",
    }

    def ready(self) -> None:
        from foundation.accounts.signing_in import follows_entry

        from .services import begin_session

        follows_entry(begin_session)
