"""Addresses of packs."""

from django.urls import path

from . import views

app_name = "packs"

urlpatterns = [
    path("", views.pack_list, name="list"),
    path("inspection/", views.inspection, name="inspection"),
    path("service/", views.service, name="service"),
    path("<int:pk>/", views.pack_page, name="pack"),
    path("<int:pk>/download/", views.download, name="download"),
    path("<int:pk>/records/", views.records, name="records"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
