"""The sets of questions: read by everybody who gathers, written by the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from voices.forms.questions import ChangeQuestionSetForm, NewQuestionSetForm
from voices.models import QuestionSet
from voices.pages.questions import questions_table, sets_table, versions_of
from voices.permissions import can_edit_questions, can_see_the_list
from voices.services.questions import ONLY_THE_LEAD, retire_question_set


@require_safe
def question_sets(request: SignedInRequest) -> HttpResponse:
    require(can_see_the_list, request.user)
    return render(request, "voices/question_sets.html", {"sets": sets_table(), "may_edit": can_edit_questions(request.user)})


@require_safe
def questions(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_see_the_list, request.user)
    found = get_object_or_404(QuestionSet, pk=pk)
    newer = QuestionSet.objects.filter(replaces=found).first()
    parts = {
        "set": found,
        "newer": newer,
        "questions": questions_table(found),
        "versions": versions_of(found),
        "may_change": newer is None and can_edit_questions(request.user),
        "may_retire": newer is None and found.retired_on is None and can_edit_questions(request.user),
    }
    return render(request, "voices/questions.html", parts)


@get_or_post
def new(request: SignedInRequest) -> HttpResponse:
    require(can_edit_questions, request.user, why=ONLY_THE_LEAD)
    form = NewQuestionSetForm(form_data(request), actor=request.user)
    if form.is_valid() and (saved := form.save()):
        messages.success(request, "The questions are saved. Choose them when you ask for a voice.")
        return redirect(saved)
    return render(request, "voices/change_questions.html", {"form": form, "asks": "Write a set of questions"})


@get_or_post
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_edit_questions, request.user, why=ONLY_THE_LEAD)
    found = get_object_or_404(QuestionSet, pk=pk)
    if newer := QuestionSet.objects.filter(replaces=found).first():
        return too_late(request, f"{found} was replaced by version {newer.version}. Change that one. Nothing was saved.", newer)
    form = ChangeQuestionSetForm(form_data(request), question_set=found, actor=request.user)
    if form.is_valid() and (saved := form.save()):
        messages.success(request, "Saved. People who are asked from now on are asked these questions.")
        return redirect(saved)
    return render(request, "voices/change_questions.html", {"form": form, "set": found, "asks": "Change the questions"})


@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(QuestionSet, pk=pk)
    call_service(request, retire_question_set, "The set is out of use. Links that were made with it still work.", question_set=found)
    return redirect(found)
