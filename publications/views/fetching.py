"""Fetching what an address names, of what the person may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from foundation.accounts.requests import SignedInRequest
from publications.models import ExampleConsent, Publication


def visible_publication(request: SignedInRequest, number: int) -> Publication:
    return get_object_or_404(Publication.objects.visible_to(request.user).for_list(), number=number)


def own_consent(request: SignedInRequest, number: int) -> ExampleConsent:
    """What the person was asked; nobody else opens it."""
    found = ExampleConsent.objects.asked_of(request.user).filter(publication=number).select_related("publication", "audit", "worker")
    if (consent := found.first()) is None:
        raise Http404
    return consent
