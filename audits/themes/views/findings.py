"""The list of findings, and the pages on which many are coded at once."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.permissions import can_code_findings, can_edit_themes, can_list_findings
from audits.themes.filters import FindingFilter
from audits.themes.forms.coding import AcceptSuggestionsForm, CodeFindingsForm
from audits.themes.pages import ThemeChoices, choices_of_open_themes, findings_to_code
from audits.themes.queries.findings import count_of_findings, findings_for_list
from audits.themes.tables import FINDINGS_HEADER, FindingTable, finding_rows
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.list_pages import list_page
from foundation.govuk.forms import ServiceForm
from foundation.govuk.list_tables import CountedRows, ListAct, chosen_rows
from foundation.govuk.paging import KeysFirstPaginator

# So many are coded at once: a page of more is long, and what is left matches the filters again.
MOST = 100
ACCEPT = "accept"


@require_safe
def finding_list(request: SignedInRequest) -> HttpResponse:
    require(can_list_findings, request.user)
    listed = findings_for_list(request.user).prefetch_related("codes__theme__merged_into")
    filtered = FindingFilter(request.GET, queryset=listed, request=request)
    rows = filtered.qs if filtered.narrows else CountedRows(filtered.qs, partial(count_of_findings, request.user))
    leads = can_code_findings(request.user)
    choices = ThemeChoices(choices_of_open_themes())
    several = reverse("audits:code-findings")
    acts = [ListAct("Code", several), ListAct("Accept suggestions", several, value=ACCEPT)] if leads and choices.labels else []
    return list_page(
        request,
        "audits/themes/findings.html",
        table=FindingTable(rows, suggest=choices.suggested_names if leads else None, ticks=bool(acts)),
        title="Findings",
        header=FINDINGS_HEADER,
        file_rows=finding_rows,
        filtered=filtered,
        about=lambda: {"may_edit": can_edit_themes(request.user), "leads": leads, "has_themes": bool(choices.labels)},
        acts=acts,
        paginator=KeysFirstPaginator,
    )


@get_or_post
def code(request: SignedInRequest) -> HttpResponse:
    """What was ticked in the list: coded to the same themes, or each to those that its words suggest."""
    require(can_code_findings, request.user, why="The QA lead codes findings.")
    accepts = request.GET.get("act") == ACCEPT
    chosen = chosen_rows(request.GET, FindingFilter(request.GET, queryset=findings_for_list(request.user), request=request).qs)
    if accepts:
        chosen = chosen.filter(codes=None)
    count = chosen.count()
    rows = findings_to_code(chosen[:MOST])
    form_class: type[ServiceForm] = AcceptSuggestionsForm if accepts else CodeFindingsForm
    form = form_class(form_data(request), actor=request.user, rows=rows)
    if form.is_valid() and (changed := form.save()) is not None:
        messages.success(request, f"{changed} finding{'' if changed == 1 else 's'} coded.")
        return redirect(f"{reverse('audits:findings')}?coded=no" if accepts else reverse("audits:findings"))
    page = {"form": form, "count": count, "most": MOST if count > MOST else 0, "accepts": accepts}
    page |= {"without": sum(not row.suggested for row in rows), "asks": any(row.suggested for row in rows) if accepts else bool(rows)}
    return render(request, "audits/themes/code.html", page)
