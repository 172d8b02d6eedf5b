"""Fetching what an address names, of what the person may see."""

from django.shortcuts import get_object_or_404

from foundation.accounts.requests import SignedInRequest
from learning.models import Invitation, LearningEvent


def visible_event(request: SignedInRequest, number: int) -> LearningEvent:
    return get_object_or_404(LearningEvent.objects.visible_to(request.user).for_page(), number=number)


def own_invitation(request: SignedInRequest, number: int) -> Invitation:
    return get_object_or_404(Invitation.objects.for_page(), event__number=number, person=request.user)


def visible_invitation(request: SignedInRequest, number: int, pk: int) -> Invitation:
    return get_object_or_404(Invitation.objects.visible_to(request.user).for_page(), event__number=number, pk=pk)
