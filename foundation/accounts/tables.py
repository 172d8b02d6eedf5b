"""The lists of the settings pages."""

import datetime
from collections.abc import Iterable
from typing import Any

import django_tables2 as tables

from foundation.documents import AnyRow, Table, plain_table
from foundation.documents.formats import short_date
from foundation.govuk.list_tables import ListTable

from .enums import Role
from .models import Person, Service, Team
from .queries import next_absence

NUMBER = {"th": {"class": "qa-number"}, "td": {"class": "qa-number"}}
ROLE_ORDER = {role.value: (position, role.label) for position, role in enumerate(Role)}


def roles_in_words(person: Person) -> str:
    return ", ".join(label for _, label in sorted(ROLE_ORDER[role] for role in person.roles))


class PersonTable(ListTable):
    caption = "People"
    on_card = ("team", "roles", "works_here")
    name = tables.Column(linkify=("accounts:person", [tables.A("pk")]), order_by="name__folded")
    job_title = tables.Column(default="–", order_by="job_title__folded")
    team = tables.Column(default="–", order_by="team__name__folded")
    roles = tables.Column(accessor="roles", orderable=False, verbose_name="Roles")
    line_manager = tables.Column(default="–", order_by="line_manager__name__folded")
    away = tables.Column(empty_values=(), orderable=False, verbose_name="Away")
    works_here = tables.BooleanColumn(accessor="is_active", yesno="Yes,No", order_by="-is_active")

    class Meta:
        order_by = "name"
        empty_text = "Nobody matches. Clear the filters to see everyone."

    def __init__(self, *args, on: datetime.date, **kwargs):
        self.on = on
        super().__init__(*args, **kwargs)

    def render_roles(self, record: Person) -> str:
        return roles_in_words(record) or "–"

    def render_away(self, record: Person) -> str:
        absence = next_absence(record, self.on)
        return f"{absence.first_day.day} {absence.first_day:%b} to {short_date(absence.last_day)}" if absence else "–"

    def render_works_here(self, record: Person) -> str:
        return "Yes" if record.is_active else "No longer"


class ServiceTable(tables.Table):
    caption = "Services"
    name = tables.Column(linkify=("accounts:service", [tables.A("pk")]), verbose_name="Service")
    manager = tables.Column(default="–", verbose_name="Service manager")
    head = tables.Column(default="–", verbose_name="Head of service")
    teams = tables.Column(accessor="team_count", attrs=NUMBER)

    class Meta:
        model = Service
        fields: tuple[str, ...] = ()
        orderable = False
        empty_text = "No services yet. A service holds teams that one service manager answers for."


class TeamTable(tables.Table):
    caption = "Teams"
    name = tables.Column(linkify=("accounts:team", [tables.A("pk")]), verbose_name="Team")
    service = tables.Column(default="–")
    manager = tables.Column(default="–", verbose_name="Team manager")
    people = tables.Column(accessor="people_count", attrs=NUMBER)

    class Meta:
        model = Team
        fields: tuple[str, ...] = ()
        orderable = False
        empty_text = "No teams yet. Add one, then put people in it."


def place_sheets(services: Iterable[Any], teams: Iterable[Any]) -> dict[str, Table]:
    """Both lists as files have them, by name; read where a file is asked for."""
    of_services: Iterable[AnyRow] = ([each.name, str(each.manager or ""), str(each.head or ""), each.team_count] for each in services)
    of_teams: Iterable[AnyRow] = ([each.name, str(each.service or ""), str(each.manager or ""), each.people_count] for each in teams)
    return {
        "services": plain_table("Services", ("Service", "Service manager", "Head of service", "Teams"), of_services),
        "teams": plain_table("Teams", ("Team", "Service", "Team manager", "People"), of_teams),
    }
