from django.apps import AppConfig

from .case_content import CASE_CONTENT


class SecondFactorsConfig(AppConfig):
    name = "foundation.second_factors"
    case_content = CASE_CONTENT
    opens_to_partners = (
        "second-step",
        "by-passkey",
        "confirm",
        "my-sign-in",
        "add-app",
        "remove-app",
        "add-passkey",
        "remove-passkey",
        "recovery-codes",
    )
    trail_verbs = {
        "second_factor.app_added": "added an authenticator app",
        "second_factor.app_removed": "removed their authenticator app",
        "second_factor.passkey_added": "added a passkey",
        "second_factor.passkey_removed": "removed a passkey",
        "second_factor.codes_made": "made recovery codes",
        "second_factor.code_used": "signed in with a recovery code",
        "second_factor.reset": "removed the second step of signing in of",
        "second_factor.required": "changed which roles need a second step to sign in",
    }

    def ready(self) -> None:
        from foundation.accounts.signing_in import asks_before_entry
        from foundation.passwords.other_ways import offers_way

        from .confirming import PASSKEY
        from .entry import ask_for_second_step

        asks_before_entry(ask_for_second_step)
        offers_way(PASSKEY)
