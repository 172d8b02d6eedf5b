"""Which themes a finding points to, while its auditor writes it."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from audits.auditing.forms.findings import OTHER_THEMES, THEMES, FindingRow
from audits.auditing.views.auditing import OPEN, get_own_audit
from audits.enums import FindingKind
from audits.themes.pages import choices_for_audit
from foundation.accounts.requests import SignedInRequest, discards_post, may_repeat

ROW = re.compile(r"(strength|area)-\d{1,2}")


@discards_post("the page that asks holds the words")
@may_repeat("it only reads")
@require_POST
def suggest_themes(request: SignedInRequest, number: int) -> HttpResponse:
    """The themes of one row, those that its words suggest in sight: a part of the page, asked for while typing."""
    audit, row = get_own_audit(request, number), request.GET.get("row", "")
    if audit.state not in OPEN or not ROW.fullmatch(row):
        raise Http404
    chosen = [*request.POST.getlist(f"{row}-{THEMES}"), *request.POST.getlist(f"{row}-{OTHER_THEMES}")]
    written = {"text": request.POST.get(f"{row}-text", ""), THEMES: chosen}
    form = FindingRow(prefix=row, initial=written, choices=choices_for_audit(audit), audit=audit)
    kind, _, place = row.partition("-")
    form.heading = f"{FindingKind(kind).label} {int(place) + 1}"
    return render(request, "audits/auditing/_finding_themes.html", {"row": form})
