"""The month or audit that an address names; 404 for anything else, and for people who may not see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from audits.models import Audit, Cycle
from audits.permissions import can_lead
from audits.querysets import CycleQuerySet
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.months import parse_month

CODE_LENGTH = len("2023-06")


def get_cycle(code: str, cycles: CycleQuerySet | None = None) -> Cycle:
    """The month with this code, as in “2023-06”, or its audits of another kind, as in “2023-06-closed-records”; of all or of those given.
    404 for anything else.
    """
    month_part, of_kind = code[:CODE_LENGTH], code[CODE_LENGTH:]
    try:
        month = parse_month(month_part)
    except ValueError as wrong:
        raise Http404 from wrong
    found = (Cycle.objects.all() if cycles is None else cycles).select_related("tool").filter(month=month)
    if not of_kind:
        return get_object_or_404(found.monthly())
    cycle = next((each for each in found.of_kinds() if each.code == code), None)
    if cycle is None:
        raise Http404
    return cycle


def get_audit_to_lead(request: SignedInRequest, number: int) -> Audit:
    """For the QA lead; 403 for others who may see the audit."""
    audit = get_object_or_404(Audit.objects.visible_to(request.user).for_page(), number=number)
    require(can_lead, request.user)
    return audit
