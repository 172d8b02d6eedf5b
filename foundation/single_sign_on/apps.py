from django.apps import AppConfig

from .case_content import CASE_CONTENT


class SingleSignOnConfig(AppConfig):
    name = "foundation.single_sign_on"
    case_content = CASE_CONTENT
    trail_verbs = {
        "council_account.linked": "signed in with the council’s account for the first time",
        "council_account.taken_off": "took the council’s account from",
    }

    def ready(self) -> None:
        from foundation.passwords.other_ways import offers_way

        from .again import COUNCIL_ACCOUNT

        offers_way(COUNCIL_ACCOUNT)
