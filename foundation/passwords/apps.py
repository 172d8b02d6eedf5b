from django.apps import AppConfig

from .case_content import CASE_CONTENT


class PasswordsConfig(AppConfig):
    name = "foundation.passwords"
    case_content = CASE_CONTENT
    opens_to_partners = ("forgotten", "by-link", "my-password", "before-file")
    trail_verbs = {
        "password.link_asked": "was asked for a link to choose a password",
        "password.link_mailed": "had a link to choose a password mailed",
        "password.link_printed": "printed a link to choose a password on the server",
    }
