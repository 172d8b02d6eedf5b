"""Tokens: the list, making one, the page of one, ending it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from feeds.forms.tokens import TokenForm
from feeds.models import FeedToken
from feeds.pages.tokens import token_facts, tokens_table
from feeds.permissions import can_manage_feeds
from feeds.services.tokens import DENIED_BECAUSE, PER_MINUTE, end_token
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post


@require_safe
def tokens(request: SignedInRequest) -> HttpResponse:
    require(can_manage_feeds, request.user, why=DENIED_BECAUSE)
    return render(request, "feeds/tokens.html", {"tokens": tokens_table(FeedToken.objects.select_related("made_by"))})


@get_or_post
def add_token(request: SignedInRequest) -> HttpResponse:
    """The key is on the answer to the form, and never again."""
    require(can_manage_feeds, request.user, why=DENIED_BECAUSE)
    form = TokenForm(form_data(request), actor=request.user)
    if form.is_valid() and (made := form.save()):
        token, key = made
        return render(request, "feeds/token.html", {"token": token, "key": key, "facts": token_facts(token), "per_minute": PER_MINUTE})
    return render(request, "feeds/add_token.html", {"form": form})


@require_safe
def token_page(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_manage_feeds, request.user, why=DENIED_BECAUSE)
    token = get_object_or_404(FeedToken.objects.select_related("made_by", "ended_by"), pk=pk)
    return render(request, "feeds/token.html", {"token": token, "facts": token_facts(token), "per_minute": PER_MINUTE})


@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_manage_feeds, request.user, why=DENIED_BECAUSE)
    token = get_object_or_404(FeedToken, pk=pk)
    call_service(request, end_token, f"The token for {token} is ended: it opens nothing from now on.", token=token)
    return redirect("feeds:tokens")
