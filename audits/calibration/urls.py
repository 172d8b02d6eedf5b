"""Rounds in which one record is graded by several."""

from django.urls import path

from . import views

urlpatterns = [
    path("calibration/", views.rounds, name="calibration"),
    path("calibration/new/", views.plan, name="plan-calibration"),
    path("calibration/<int:pk>/", views.show, name="calibration-round"),
    path("calibration/<int:pk>/grade/", views.grade, name="calibration-grade"),
    path("calibration/<int:pk>/reference/", views.reference, name="calibration-reference"),
    path("calibration/<int:pk>/invite/", views.invite, name="calibration-invite"),
    path("calibration/<int:pk>/open/", views.open_round, name="calibration-open"),
    path("calibration/<int:pk>/discussion/", views.discussion, name="calibration-discussion"),
]
