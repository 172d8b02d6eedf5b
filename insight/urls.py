"""Addresses of insight."""

from django.urls import path

from .views import overview

app_name = "insight"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("charts/<slug:of>.svg", overview.chart, name="chart"),
]
