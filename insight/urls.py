"""Addresses of insight."""

from django.urls import include, path

from .views import agreement, overview

app_name = "insight"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("", include("insight.health.urls")),
    path("charts/<slug:of>.svg", overview.chart, name="chart"),
]
