"""One audit, as each person who may sees it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audits.enums import ShownBy
from audits.models import Audit
from audits.moderation.services.revelations import reveal_on_reading
from audits.overview.pages.audit import audit_page as page_of
from audits.overview.pages.audit import related_page
from audits.permissions import can_see_cycles, can_see_readings
from audits.restricted.pages import restriction_on
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
    reveal_on_reading(person=request.user, audits=[audit.pk], how=ShownBy.PAGE)
    page, related = page_of(audit, request.user, today()), related_page(audit, request.user, today())
    cycle_url = audit.cycle.get_absolute_url() if can_see_cycles(request.user) else ""
    may_see_readings = can_see_readings(request.user, audit)
    restriction = restriction_on(audit, request.user)
    parts = {
        "restriction": restriction,
        "page": page,
        "related": related,
        "audit": audit,
        "cycle_url": cycle_url,
        "may_see_readings": may_see_readings,
    }
    return render(request, "audits/overview/audit.html", parts)
