"""Drawing the records of a wave, reading them one a screen, setting one aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audits.sampling.services.lists import LIMITS
from audits.sheets.rejections import rejections_table
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.list_pages import list_page
from foundation.gate.sizes import takes_files
from studies.enums import ReadState
from studies.filters import StudyRecordFilter
from studies.forms.records import DrawWaveForm, ReadRecordForm, SetAsideForm
from studies.models import Study, StudyRecord
from studies.pages.power import power_sentences
from studies.permissions import can_read, can_run
from studies.services.reading import OWN_RECORD
from studies.tables import RECORDS_HEADER, StudyRecordTable, record_row

from .fetching import visible_record, visible_study

SHOWN = 200


@takes_files(LIMITS.file_bytes)
@require_http_methods(["GET", "POST"])
def draw(request: SignedInRequest, number: int) -> HttpResponse:
    study = visible_study(request, number)
    require(can_run, request.user, study)
    if not study.is_open:
        return too_late(request, f"{study.short_name} is finished. Open it again before you draw more records.", study)
    form = DrawWaveForm(form_data(request), request.FILES or None, actor=request.user, study=study)
    if form.is_valid() and (wave := form.save()):
        drawn = wave.records.filter(state=ReadState.TO_READ).count()
        messages.success(request, f"{drawn} records are drawn for “{wave}”. Next, read them one by one.")
        return redirect(study)
    refused = rejections_table(form.rejected[:SHOWN], more=max(len(form.rejected) - SHOWN, 0)) if form.rejected else None
    return render(request, "studies/draw.html", {"form": form, "study": study, "power": power_sentences(study), "refused": refused})


@require_safe
def next_record(request: SignedInRequest, number: int) -> HttpResponse:
    """To the next record that this person can read; to the study where there is none."""
    study = visible_study(request, number)
    require(can_read, request.user, study)
    record = _next(request, study)
    if record is None:
        messages.success(request, "There is no record left for you to read here.")
        return redirect(study)
    return redirect(record)


def _next(request: SignedInRequest, study: Study) -> StudyRecord | None:
    return StudyRecord.objects.to_read().filter(wave__study=study).readable_by(request.user).for_page().first()


@get_or_post
def read(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    record = visible_record(request, number, pk)
    study = record.wave.study
    require(can_read, request.user, study)
    require(lambda person: record.worker_id != person.pk, request.user, why=OWN_RECORD)
    if not study.is_open or record.state == ReadState.SET_ASIDE:
        return too_late(request, f"{study.short_name} is finished, or this record was set aside, so its answers no longer change.", study)
    form = ReadRecordForm(form_data(request), actor=request.user, record=record, questions=list(study.questions.all()))
    if form.is_valid() and form.save():
        messages.success(request, f"{record.case_id} is saved.")
        return redirect("studies:next", number)
    left = StudyRecord.objects.to_read().filter(wave__study=study).readable_by(request.user).count()
    context = {"form": form, "study": study, "record": record, "left": left, "may_set_aside": record.state == ReadState.TO_READ}
    return render(request, "studies/record.html", context)


@get_or_post
def set_aside(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    record = visible_record(request, number, pk)
    study = record.wave.study
    require(can_read, request.user, study)
    if not study.is_open or record.state != ReadState.TO_READ:
        return too_late(request, f"{record.case_id} is “{record.get_state_display().lower()}” now. Nothing was changed.", study)
    form = SetAsideForm(form_data(request), actor=request.user, record=record)
    if form.is_valid() and form.save():
        messages.success(request, f"{record.case_id} is set aside.")
        return redirect("studies:next", number)
    return render(request, "studies/ask.html", {"form": form, "study": study, "asks": f"Set {record.case_id} aside"})


@require_safe
def record_list(request: SignedInRequest, number: int) -> HttpResponse:
    study = visible_study(request, number)
    require(can_read, request.user, study)
    drawn = StudyRecord.objects.visible_to(request.user).drawn().filter(wave__study=study).for_page().prefetch_related("answers")
    filtered = StudyRecordFilter(request.GET, queryset=drawn, request=request)
    questions = {question.pk: question.text for question in study.questions.all()}
    return list_page(
        request,
        "studies/records.html",
        table=StudyRecordTable(filtered.qs),
        title=f"Records of {study.short_name.lower()}",
        header=(*RECORDS_HEADER, *questions.values()),
        file_rows=lambda records: (record_row(record, questions) for record in records),
        filtered=filtered,
        about=lambda: {"study": study},
    )
