"""Addresses of insight."""

from django.urls import include, path

from .views import agreement, facts, grade_pages, grades, over_time, pictures

app_name = "insight"

urlpatterns = [
    path("grades/", grades.grades, name="grades"),
    path("grades/over-time/", grade_pages.over_time, name="grades-over-time"),
    path("grades/by-month/", grade_pages.by_month, name="grades-by-month"),
    path("grades/services/", grade_pages.services, name="grades-by-service"),
    path("grades/moderation/", grade_pages.moderation, name="grades-moderation"),
    path("grades/completion/", grade_pages.completion_and_time, name="grades-completion"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("facts/", facts.fact_list, name="facts"),
    path("facts/<slug:key>/", facts.fact_page, name="fact"),
    path("", include("insight.answers.urls")),
    path("", include("insight.health.urls")),
    path("", include("insight.themes.urls")),
    path("", include("insight.triangulation.urls")),
    path("good-or-better/", over_time.good_or_better, name="over-time"),
    path("good-or-better/chart.svg", over_time.chart, name="over-time-chart"),
    path("good-or-better/restart/", over_time.restart, name="restart-grades"),
    path("good-or-better/<int:pk>/take-back/", over_time.take_back, name="take-back-grades"),
    path("charts/<slug:of>.svg", pictures.chart, name="chart"),
]
