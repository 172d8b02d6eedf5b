"""Addresses of insight."""

from django.urls import include, path

from .views import agreement, facts, grades, over_time

app_name = "insight"

urlpatterns = [
    path("", grades.grades, name="overview"),
    path("grades/", grades.grades, name="grades"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("facts/", facts.fact_list, name="facts"),
    path("facts/<slug:key>/", facts.fact_page, name="fact"),
    path("", include("insight.answers.urls")),
    path("", include("insight.health.urls")),
    path("", include("insight.themes.urls")),
    path("good-or-better/", over_time.good_or_better, name="over-time"),
    path("good-or-better/chart.svg", over_time.chart, name="over-time-chart"),
    path("good-or-better/restart/", over_time.restart, name="restart-grades"),
    path("good-or-better/<int:pk>/take-back/", over_time.take_back, name="take-back-grades"),
    path("charts/<slug:of>.svg", grades.chart, name="chart"),
]
