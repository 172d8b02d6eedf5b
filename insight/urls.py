"""Addresses of insight."""

from django.urls import include, path

from .views import agreement, facts, overview

app_name = "insight"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("facts/", facts.fact_list, name="facts"),
    path("facts/<slug:key>/", facts.fact_page, name="fact"),
    path("", include("insight.health.urls")),
    path("", include("insight.themes.urls")),
    path("charts/<slug:of>.svg", overview.chart, name="chart"),
]
