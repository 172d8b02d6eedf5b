"""Addresses of saved views."""

from django.urls import path

from . import views

app_name = "saved_views"

urlpatterns = [
    path("save/", views.save, name="save"),
    path("<int:pk>/delete/", views.remove, name="remove"),
]
