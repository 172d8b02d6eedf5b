"""What every template knows of the council."""

from django.http import HttpRequest

from .models import Council


def council(request: HttpRequest) -> dict[str, Council]:
    return {"council": Council.current()}
