from django.contrib.auth.forms import AuthenticationForm

from foundation.govuk.forms import GovukForm


class SignInForm(GovukForm, AuthenticationForm):
    submit_text = "Sign in"
    error_messages = {
        "invalid_login": "The e-mail address and password do not match. Check both and try again.",
        "inactive": "This person no longer works here. Ask an administrator.",
    }
