"""One audit, as each person who may sees it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audits.models import Audit
from audits.permissions import can_see_cycles
from audits.queries.audit_page import audit_page as page_of
from audits.services.reading import note_reading
from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today


@require_safe
def audit_page(request: SignedInRequest, number: int) -> HttpResponse:
    audits = (
        Audit.objects.visible_to(request.user)
        .for_page()
        .select_related("response__answered_by", "moderation_record", "challenge__made_by", "challenge__answered_by")
        .prefetch_related("moderation_record__members__person")
    )
    audit = get_object_or_404(audits, number=number)
    note_reading(actor=request.user, audit=audit)
    page = page_of(audit, request.user, today())
    cycle_url = audit.cycle.get_absolute_url() if can_see_cycles(request.user) else ""
    return render(request, "audits/audit.html", {"page": page, "audit": audit, "cycle_url": cycle_url})
