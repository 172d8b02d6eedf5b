"""The list of dip samples, and the page of one: its plan, what it can find, its progress and its results."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import EXPORTS, format_asked, sheets_as_file
from foundation.council.list_pages import list_page
from studies.filters import StudyFilter
from studies.models import Study
from studies.pages.power import power_sentences, power_table
from studies.pages.results import answers_table, progress_table, shown_results
from studies.pages.study import history_of, open_acts, study_summary
from studies.permissions import can_act_on_study, can_plan, can_see_the_list
from studies.queries.results import progress_of, results_of
from studies.tables import HEADER, STATE_COLOURS, StudyTable, file_row

from .fetching import visible_study


@require_safe
def study_list(request: SignedInRequest) -> HttpResponse:
    require(can_see_the_list, request.user)
    seen = Study.objects.visible_to(request.user).for_page().with_progress()
    filtered = StudyFilter(request.GET, queryset=seen, request=request)
    return list_page(
        request,
        "studies/list.html",
        table=StudyTable(filtered.qs),
        title="Dip samples",
        header=HEADER,
        file_rows=lambda studies: map(file_row, studies),
        filtered=filtered,
        about=lambda: {"may_plan": can_plan(request.user)},
    )


@require_safe
def study_page(request: SignedInRequest, number: int) -> HttpResponse:
    study, person = visible_study(request, number), request.user
    results, progress = results_of(study), progress_of(study)
    if file_format := format_asked(request):
        tables = [progress_table(progress), *(answers_table(result) for result in results)]
        return sheets_as_file(tables, file_format, study.short_name)
    context = {
        "study": study,
        "rows": study_summary(study),
        "colour": STATE_COLOURS[study.state],
        "power": power_sentences(study),
        "power_table": power_table(study),
        "progress": progress_table(progress) if progress else None,
        "results": shown_results(study, results),
        "history": history_of(study),
        "exports": EXPORTS,
        "raised": study.actions.visible_to(person).live(),
        "raise_url": f"{reverse('actions:raise')}?study={study.number}" if can_act_on_study(person, study) else "",
        **open_acts(study, person, progress),
    }
    return render(request, "studies/study.html", context)
