"""A figure whose button was pressed: it goes into the comment, which is kept."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from foundation.accounts.requests import SignedInRequest
from performance.calculations import appended
from performance.forms import CommentForm
from performance.pages.insertable_facts import InsertableFact


def inserted_in(given: QueryDict | None, offered: Iterable[InsertableFact]) -> QueryDict | None:
    """What was sent, with the figure whose button was pressed after the comment; None where no such button was."""
    if given is None or "insert" not in given:
        return None
    chosen = next((each.sentence for each in offered if each.key == given["insert"]), "")
    data = given.copy()
    data["comment"] = appended(given.get("comment", ""), chosen)
    if not chosen:
        # Between the page and the button the figure has changed: what was typed is kept, and the new figure is offered.
        data["insert"] = ""
    return data


def saved_with_figure(request: SignedInRequest, form: CommentForm) -> HttpResponse | None:
    """Keep the draft and come back to its box; None where it could not be kept, and the form says why."""
    if not form.is_valid() or not form.save():
        return None
    if form.data["insert"]:
        messages.success(request, "The figure is at the end of the comment, which is saved as a draft. It has not been submitted yet.")
    else:
        messages.error(
            request,
            "This figure has changed since you opened the page, so it was not inserted. Your text is saved: insert the new figure.",
        )
    return HttpResponseRedirect(request.path)
