"""Past audits from a spreadsheet."""

from django.urls import path

from . import views

urlpatterns = [
    path("audits/import/", views.upload, name="import"),
    path("audits/import/<int:pk>/", views.check, name="import-check"),
    path("audits/import/<int:pk>/columns/", views.columns, name="import-columns"),
]
