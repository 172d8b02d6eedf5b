from django.contrib.auth.decorators import login_not_required
from django.urls import path

from .signing_in import SignInView
from .signing_out import SignOutView
from .views import importing, lists, powers
from .views import settings as views

app_name = "accounts"

urlpatterns = [
    path(
        "sign-in/",
        login_not_required(SignInView.as_view()),
        name="sign-in",
    ),
    path("sign-out/", login_not_required(SignOutView.as_view()), name="sign-out"),
    path("settings/", views.settings_index, name="settings"),
    path("settings/people/", views.people_list, name="people"),
    path("settings/people/new/", views.add_person, name="add-person"),
    path("settings/people/import/", importing.import_people, name="import-people"),
    path("settings/people/import/<int:pk>/", importing.check_people, name="check-people"),
    path("settings/teams/import/", importing.import_teams, name="import-teams"),
    path("settings/teams/import/<int:pk>/", importing.check_teams, name="check-teams"),
    path("settings/lists/<int:pk>/columns/", importing.match_list, name="match-list"),
    path("settings/lists/<int:pk>/refused/", importing.refused_rows, name="refused-rows"),
    path("settings/people/<int:pk>/", views.person_page, name="person"),
    path("settings/people/<int:pk>/away/", views.dates_away, name="dates-away-of"),
    path("settings/teams/", views.teams, name="teams"),
    path("settings/teams/new/", views.team, name="add-team"),
    path("settings/teams/<int:pk>/", views.team, name="team"),
    path("settings/services/new/", views.service, name="add-service"),
    path("settings/services/<int:pk>/", views.service, name="service"),
    path("settings/lists/", lists.list_answers, name="list-answers"),
    path("settings/lists/<int:pk>/", lists.list_answer, name="list-answer"),
    path("settings/powers/", powers.powers, name="powers"),
    path("settings/powers/<int:pk>/", powers.power, name="power"),
    path("settings/council/", views.council, name="council"),
    path("settings/due-dates/", views.own_days, name="own-days"),
    path("settings/away/", views.dates_away, name="dates-away"),
    path("settings/away/<int:pk>/remove/", views.remove_dates_away, name="remove-dates-away"),
]
