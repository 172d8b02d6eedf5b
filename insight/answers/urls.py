"""Addresses of what leaders ask of the results; `insight` gives them its name."""

from django.urls import path

from .views import glance, strengths

urlpatterns = [
    path("", glance.glance, name="overview"),
    path("strengths/", strengths.strengths, name="strengths"),
]
