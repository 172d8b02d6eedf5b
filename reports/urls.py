"""Addresses of the Board's reports: a report's own is its period, 2023-06-to-2023-07 or 2023-07."""

from django.urls import path

from . import views

app_name = "reports"

urlpatterns = [
    path("", views.report_list, name="list"),
    path("new/", views.new, name="new"),
    path("<str:code>/", views.report_page, name="report"),
    path("<str:code>/meeting/", views.change, name="change"),
    path("<str:code>/sections/<slug:key>/", views.section, name="section"),
    path("<str:code>/findings/", views.findings, name="findings"),
    path("<str:code>/approve/", views.approve, name="approve"),
    path("<str:code>/download/<slug:form>/", views.download, name="download"),
]
