"""What a view is given."""

from django.http import HttpRequest

from .models import Person


class SignedInRequest(HttpRequest):
    """A request behind the sign-in, which every page is unless it says `login_not_required`. For type hints only."""

    user: Person
