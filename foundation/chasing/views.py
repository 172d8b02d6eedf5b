"""When managers are notified of late people; and what one manager was notified of."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest
from foundation.accounts.settings_pages import settings_page
from foundation.council.clock import today

from .forms import ChasingRulesForm
from .pages import notified_table
from .permissions import can_set_chasing_rules
from .queries import notified_to

# What is older has been done, or has gone up another way.
SHOWN_DAYS = 60

chasing_rules = settings_page(
    ChasingRulesForm,
    "chasing/rules.html",
    may=can_set_chasing_rules,
    denied_because="The QA lead and administrators set when managers are notified.",
    said="The rules are saved. They hold from the next reminder on.",
)


@require_safe
def for_managers(request: SignedInRequest) -> HttpResponse:
    """Everybody may open it: who manages nobody was notified of nobody."""
    things = notified_to(request.user, since=today() - datetime.timedelta(days=SHOWN_DAYS))
    return render(request, "chasing/for_managers.html", {"things": notified_table(things), "days": SHOWN_DAYS})
