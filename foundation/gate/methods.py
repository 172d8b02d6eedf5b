"""An address that only a button uses, opened as a page: a browser would show nothing at all."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_allowed_in_words(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the answer stays 405, with a page that says what the address is and where to go on.

    Somebody meets it who was signed out when they pressed the button: signing in leads back to its address.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "GET" or response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        answer = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        answer["Allow"] = response["Allow"]
        return answer

    return respond
