"""The tracker."""

import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.filters import ActionFilter
from actions.models import Action, ActionRules
from actions.pages.groups import grouped, groups_for
from actions.pages.late import TRACKER
from actions.pages.tables import groups_table
from actions.pages.tracker import TABS, acts_on_ticked, ageing_strip, lateness_strip, tabs_for
from actions.permissions import can_raise, can_reassign_all, can_see_figures, can_set_action_rules, oversees_others
from actions.queries.late import chased_by
from actions.queries.supervision import people_supervised_by
from actions.queries.tracker import first_tab, of_tab
from actions.tables import HEADER, ActionTable, file_row
from audits.optional_url import optional_url
from foundation.accounts.kept_for_reader import kept_for_reader
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_director
from foundation.accounts.requests import SignedInRequest
from foundation.chasing.pages import remind_url
from foundation.council.clock import today
from foundation.council.list_pages import list_page


@require_safe
def action_list(request: SignedInRequest) -> HttpResponse:
    on, person = today(), request.user
    asked = request.GET.copy()
    tab = asked.get("view", "")
    tab = tab if tab in TABS else first_tab(person)
    asked["view"] = tab
    seen = Action.objects.visible_to(person).gone_live().for_list()
    filtered = ActionFilter(asked, queryset=seen, request=request)
    return list_page(
        request,
        "actions/list.html",
        table=ActionTable(filtered.qs, on=on, reader=person, ticks=oversees_others(person)),
        title="Actions",
        header=HEADER,
        file_rows=lambda actions: (file_row(action, on, person) for action in actions),
        filtered=filtered,
        acts=acts_on_ticked() if oversees_others(person) else (),
        about=lambda: _about(request, filtered, asked, tab),
    )


def _about(request: SignedInRequest, filtered: ActionFilter, asked: QueryDict, tab: str) -> dict[str, Any]:
    person, on = request.user, today()
    by, offered = request.GET.get("group", ""), groups_for(person)
    return {
        **kept_for_reader(person, f"tracker’s tab {tab}", lambda: _about_tab(person, tab, on)),
        "supervised": people_supervised_by(person) if tab == "team" else [],
        "groupings": [{"text": words, "href": _with(asked, group=key), "active": key == by} for key, words in offered.items()],
        "groups": groups_table(offered[by], grouped(filtered.in_every_state, by, on, asked)) if by in offered else None,
        "several_href": f"{reverse('actions:several')}{_with(asked)}",
    }


def _about_tab(person: Person, tab: str, on: datetime.date) -> dict[str, Any]:
    """What stands above the list, however it is narrowed."""
    in_tab = of_tab(Action.objects.visible_to(person).gone_live(), tab, person)
    return {
        "tabs": tabs_for(person, tab),
        "figures": ageing_strip(in_tab, tab, on, ActionRules.current().due_soon_days),
        "lateness": lateness_strip(in_tab, tab, on),
        "remind_url": remind_url(TRACKER) if chased_by(person, on).exists() else "",
        "may_raise": can_raise(person, None),
        "may_change_several": oversees_others(person),
        "may_reassign_all": can_reassign_all(person),
        "may_see_figures": can_see_figures(person),
        "may_set_rules": can_set_action_rules(person),
        "team_plans_url": optional_url("oversight:team-plans") if oversees_others(person) or is_director(person) else "",
    }


def _with(asked: QueryDict, **more: str) -> str:
    """The filters in force as an address, on the first page and not as a file."""
    kept = asked.copy()
    for name in ("page", "export", "group"):
        kept.pop(name, None)
    for name, value in more.items():
        kept[name] = value
    return f"?{kept.urlencode()}"
