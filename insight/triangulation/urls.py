"""Addresses of triangulation; `insight` gives them its name."""

from django.urls import path

from .views import rows, triangulation

urlpatterns = [
    path("triangulation/", triangulation.triangulation, name="triangulation"),
    path("triangulation/chart.svg", triangulation.chart, name="triangulation-chart"),
    path("triangulation/rows/<slug:source>/", rows.rows, name="triangulation-rows"),
]
