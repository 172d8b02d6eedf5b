"""Fetching what an address names, of what the person may see."""

from django.shortcuts import get_object_or_404

from foundation.accounts.requests import SignedInRequest
from studies.models import Study, StudyRecord


def visible_study(request: SignedInRequest, number: int) -> Study:
    return get_object_or_404(Study.objects.visible_to(request.user).for_page().prefetch_related("readers"), number=number)


def visible_record(request: SignedInRequest, number: int, pk: int) -> StudyRecord:
    records = StudyRecord.objects.visible_to(request.user).drawn().for_page().prefetch_related("answers", "wave__study__readers")
    return get_object_or_404(records, wave__study=number, pk=pk)
