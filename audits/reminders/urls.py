"""Asking those who are late."""

from django.urls import path

from . import views

urlpatterns = [
    path("cycles/<str:code>/remind/", views.remind, name="remind"),
]
