"""What I get by mail; and, for administrators, how the outbox stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post

from .forms import PreferenceForm
from .models import Message
from .pages import outbox_figures, refused_table, server_words
from .permissions import can_look_after_mail
from .queries import outbox
from .services import send_again


@get_or_post
def my_mail(request: SignedInRequest) -> HttpResponse:
    form = PreferenceForm(form_data(request), actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "Your choice was saved. It holds from the next digest on.")
        return redirect("notices:my-mail")
    return render(request, "notices/my_mail.html", {"form": form})


@require_safe
def mail(request: SignedInRequest) -> HttpResponse:
    require(can_look_after_mail, request.user)
    found = outbox()
    context = {"outbox": found, "figures": outbox_figures(found), "refused": refused_table(found.failed), "server": server_words()}
    return render(request, "notices/mail.html", context)


@require_POST
def send_one_again(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_look_after_mail, request.user)
    message = get_object_or_404(Message.objects.select_related("person"), pk=pk)
    send_again(actor=request.user, message=message)
    messages.success(request, f"The mail to {message.person} waits to be sent again.")
    return redirect("notices:mail")
