"""Kinds of audit beside the month's own."""

from django.urls import path

from . import views

urlpatterns = [
    path("kinds/", views.kind_list, name="kinds"),
    path("kinds/new/", views.add, name="add-kind"),
    path("kinds/<int:pk>/", views.kind_page, name="kind"),
    path("kinds/<int:pk>/change/", views.change, name="change-kind"),
    path("kinds/<int:pk>/how/", views.terms, name="kind-terms"),
    path("kinds/<int:pk>/plan/", views.plan, name="plan-kind"),
    path("kinds/<int:pk>/tool/", views.begin_tool, name="begin-kind-tool"),
    path("kinds/<int:pk>/end/", views.end, name="end-kind"),
    path("kinds/<int:pk>/bring-back/", views.bring_back, name="bring-back-kind"),
]
