"""What was said of the headings and words of lists: seen, corrected, or asked again with the next list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import can_answer_lists, require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.matching.forms import AnswerForm
from foundation.matching.models import ListAnswer
from foundation.matching.pages import answers_tables
from foundation.matching.subjects import list_subjects

DENIED_BECAUSE = "Only a QA lead or an administrator says what the words of lists mean."


@require_safe
def list_answers(request: SignedInRequest) -> HttpResponse:
    require(can_answer_lists, request.user, why=DENIED_BECAUSE)
    answers = ListAnswer.objects.select_related("answered_by")
    return render(request, "settings/list_answers.html", {"tables": answers_tables(answers)})


@get_or_post
def list_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_answer_lists, request.user, why=DENIED_BECAUSE)
    answer = get_object_or_404(ListAnswer.objects.filter(subject__in=list_subjects()), pk=pk)
    form = AnswerForm(form_data(request), actor=request.user, answer=answer, subject=list_subjects()[answer.subject])
    form.cancel_url = reverse("accounts:list-answers")
    if form.is_valid() and form.save():
        messages.success(request, f"What {answer} means was saved.")
        return redirect("accounts:list-answers")
    return render(request, "settings/list_answer.html", {"form": form, "answer": answer})
