"""Addresses of insight."""

from django.urls import path

from . import views

app_name = "insight"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("charts/<slug:of>.svg", views.chart, name="chart"),
]
