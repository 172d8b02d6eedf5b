"""The reflective conversation after an Inadequate that was upheld."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audits.models import ReflectiveConversation
from audits.permissions import can_record_conversation
from audits.responses.forms.conversations import ConversationForm
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late

ABOUT = ("audit__cycle", "audit__team__service__manager", "audit__allocated_worker", "recorded_by")


def get_conversation(request: SignedInRequest, number: int) -> ReflectiveConversation:
    """For the practitioner, their managers and the lead; 404 for anybody else."""
    return get_object_or_404(ReflectiveConversation.objects.visible_to(request.user).select_related(*ABOUT), audit=number)


@require_safe
def conversation(request: SignedInRequest, number: int) -> HttpResponse:
    held = get_conversation(request, number)
    may_record = held.held_on is None and can_record_conversation(request.user, held.audit)
    return render(request, "audits/responses/conversation.html", {"conversation": held, "audit": held.audit, "may_record": may_record})


@get_or_post
def record(request: SignedInRequest, number: int) -> HttpResponse:
    held = get_conversation(request, number)
    require(can_record_conversation, request.user, held.audit, why="The service manager records the reflective conversation.")
    if held.recorded_on:
        return too_late(request, f"{held.recorded_by} has recorded this conversation.", held)
    form = ConversationForm(form_data(request), actor=request.user, audit=held.audit)
    if form.is_valid() and form.save():
        messages.success(request, "The conversation is recorded. The practitioner, their managers and the QA lead can read it.")
        return redirect(held)
    return render(request, "audits/responses/record.html", {"conversation": held, "audit": held.audit, "form": form})
