"""The settings pages. Everything but one's own dates away is for administrators."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.accounts.filters import PersonFilter
from foundation.accounts.forms import CouncilForm, DatesAwayForm, OwnDaysForm, PersonForm, ServiceDetailsForm, TeamForm
from foundation.accounts.models import Absence, Person, PowerRequest, Service, Team
from foundation.accounts.pages import changes_of, entry_text
from foundation.accounts.permissions import can_change_people, can_change_settings, can_set_own_days, may_be_given_password, require
from foundation.accounts.queries import next_absence, people_for_list, services_for_list, teams_for_list
from foundation.accounts.querysets import PowerRequestQuerySet
from foundation.accounts.requests import SignedInRequest, form_data
from foundation.accounts.services import LOGO_LIMIT, STILL_HOLDS, remove_absence
from foundation.accounts.settings_pages import settings_page
from foundation.accounts.tables import PersonTable, ServiceTable, TeamTable, place_sheets, roles_in_words
from foundation.activity.models import Access, Entry
from foundation.council.clock import today
from foundation.council.list_pages import list_page
from foundation.gate.sizes import takes_files
from foundation.govuk.paging import ROWS_OF_A_PAGE, show_page
from foundation.govuk.tables import offer_files

PEOPLE_HEADER = ("Name", "E-mail address", "Job title", "Team", "Roles", "Line manager", "Away from", "Away until", "Works here")
TRAIL_SHOWN = 20
SIGNING_SHOWN = 10


@require_safe
def settings_index(request: SignedInRequest) -> HttpResponse:
    require(can_change_settings, request.user)
    counts = {"people": people_for_list().active().count(), "teams": Team.objects.count(), "services": Service.objects.count()}
    return render(request, "settings/index.html", counts)


@require_safe
def people_list(request: SignedInRequest) -> HttpResponse:
    require(can_change_people, request.user)
    filtered = PersonFilter(request.GET, queryset=people_for_list())
    return list_page(
        request,
        "settings/people.html",
        table=PersonTable(filtered.qs, on=today()),
        title="People",
        header=PEOPLE_HEADER,
        file_rows=lambda people: map(_person_row, people),
        filtered=filtered,
    )


def _person_row(person: Person) -> list[Any]:
    away = next_absence(person, today())
    return [
        person.name,
        person.email or "",
        person.job_title,
        str(person.team or ""),
        roles_in_words(person),
        str(person.line_manager or ""),
        away.first_day if away else None,
        away.last_day if away else None,
        "Yes" if person.is_active else "No",
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: SignedInRequest) -> HttpResponse:
    require(can_change_people, request.user)
    form = PersonForm(form_data(request), actor=request.user)
    form.cancel_url = reverse("accounts:people")
    if form.is_valid() and (added := form.save()):
        how = " Now see to it that they get a link to choose a password." if added.email else ""
        messages.success(request, f"{added} was added.{how}")
        return redirect("accounts:person", added.pk)
    return render(request, "settings/person.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def person_page(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_change_people, request.user)
    shown = get_object_or_404(people_for_list(), pk=pk)
    form = PersonForm(form_data(request), actor=request.user, person=get_object_or_404(people_for_list(), pk=pk))
    form.cancel_url = reverse("accounts:people")
    if form.is_valid() and (saved := form.save()):
        messages.success(request, f"{saved} was saved.")
        _say_what_waits(request, PowerRequest.objects.filter(person=saved) | PowerRequest.objects.filter(worker=saved))
        return redirect("accounts:people")
    if form.has_error("is_active", STILL_HOLDS):
        # A room above asks what becomes of what they hold; nothing of this form is stored.
        messages.info(request, f"{shown} still holds work or posts: say what becomes of them. Nothing else was changed.")
        return redirect("desk:leaving", pk)
    trail = Entry.objects.of(shown).writes().order_by("-pk")[:TRAIL_SHOWN]
    entries = [
        {
            "title": entry.sentence.capitalize(),
            "who": entry.actor,
            "when": entry.moment,
            "text": entry_text(entry),
            "changes": changes_of(entry),
        }
        for entry in trail
    ]
    signing = [{"title": each.get_act_display(), "when": each.moment} for each in Access.objects.by(shown).signing()[:SIGNING_SHOWN]]
    about = {"signing": signing, "away": next_absence(shown, today()), "entries": entries, "can_mail": settings.MAIL_IS_SET_UP}
    waiting = PowerRequest.objects.open().filter(Q(person=shown) | Q(worker=shown))
    may_be_given = may_be_given_password(request.user, shown)
    return render(
        request, "settings/person.html", {"form": form, "person": shown, "may_be_given": may_be_given, "waiting": waiting, **about}
    )


def _say_what_waits(request: SignedInRequest, requests: PowerRequestQuerySet) -> None:
    if waiting := [str(each) for each in requests.open()]:
        messages.info(request, f"Waits until another administrator or a QA lead confirms it: {'; '.join(waiting)}.")


@require_safe
def teams(request: SignedInRequest) -> HttpResponse:
    require(can_change_people, request.user)
    tables = {"services": ServiceTable(services_for_list(), prefix="services-"), "teams": TeamTable(teams_for_list(), prefix="teams-")}
    for table in tables.values():
        show_page(request, table, ROWS_OF_A_PAGE)
    files = {f"{name}_files": offer_files(request, sheet) for name, sheet in place_sheets(services_for_list(), teams_for_list()).items()}
    return render(request, "settings/teams.html", tables | files)


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    require(can_change_people, request.user)
    shown = get_object_or_404(Team, pk=pk) if pk else None
    form = TeamForm(form_data(request), actor=request.user, team=get_object_or_404(Team, pk=pk) if pk else None)
    return _saved_or_asked(request, form, {"title": f"Change {shown}" if shown else "Add a team"})


@require_http_methods(["GET", "HEAD", "POST"])
def service(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    require(can_change_people, request.user)
    shown = get_object_or_404(Service, pk=pk) if pk else None
    form = ServiceDetailsForm(form_data(request), actor=request.user, service=get_object_or_404(Service, pk=pk) if pk else None)
    return _saved_or_asked(request, form, {"title": f"Change {shown}" if shown else "Add a service"})


def _saved_or_asked(request: SignedInRequest, form: TeamForm | ServiceDetailsForm, about: dict[str, str]) -> HttpResponse:
    form.cancel_url = reverse("accounts:teams")
    if form.is_valid() and (saved := form.save()):
        messages.success(request, f"{saved} was saved.")
        _say_what_waits(request, PowerRequest.objects.filter(**{form.kind: saved}))
        return redirect("accounts:teams")
    return render(request, "settings/team.html", {"form": form, **about})


council = takes_files(LOGO_LIMIT)(
    settings_page(
        CouncilForm,
        "settings/council.html",
        may=can_change_settings,
        denied_because="Administrators change the council’s settings.",
        said="The council’s settings were saved.",
        then="accounts:settings",
    )
)


own_days = settings_page(
    OwnDaysForm,
    "settings/own_days.html",
    may=can_set_own_days,
    denied_because="The QA lead and administrators change how many days people have.",
    said="The days are saved. They hold for what is given from now on; dates given already stay.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def dates_away(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """One's own; with `pk` an administrator notes someone else's."""
    if pk:
        require(can_change_people, request.user)
    person = get_object_or_404(people_for_list(), pk=pk) if pk else request.user
    form = DatesAwayForm(form_data(request), actor=request.user, person=person)
    if form.is_valid() and form.save():
        messages.success(request, "The dates away were noted.")
        return redirect(request.path)
    absences = person.absences.filter(last_day__gte=today())
    return render(
        request, "settings/dates_away.html", {"form": form, "person": person, "mine": person == request.user, "absences": absences}
    )


@require_POST
def remove_dates_away(request: SignedInRequest, pk: int) -> HttpResponse:
    within = Absence.objects.all() if can_change_people(request.user) else Absence.objects.filter(person=request.user)
    absence = get_object_or_404(within.select_related("person"), pk=pk)
    remove_absence(actor=request.user, absence=absence)
    messages.success(request, "The dates away were removed.")
    return redirect("accounts:dates-away") if absence.person == request.user else redirect("accounts:dates-away-of", absence.person.pk)
