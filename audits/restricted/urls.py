"""Restricted records and break-glass. The page that asks has one address for all: it says of no audit that it is there."""

from django.urls import path

from .views import break_glass, restricting

urlpatterns = [
    path("audits/restricted/", restricting.restricted_records, name="restricted-records"),
    path("audits/restricted/new/", restricting.restrict_case, name="restrict-record"),
    path("audits/restricted/<int:number>/", restricting.restricted_record, name="restricted-record"),
    path("audits/restricted/<int:number>/readers/", restricting.readers, name="name-readers"),
    path("audits/restricted/<int:number>/end/", restricting.end, name="end-restriction"),
    path("audits/<int:number>/restrict/", restricting.restrict, name="restrict"),
    path("audits/break-glass/", break_glass.ask, name="break-glass"),
    path("audits/break-glass/readings/", break_glass.readings, name="break-glass-readings"),
    path("audits/break-glass/<int:pk>/", break_glass.review, name="review-break-glass"),
    path("audits/<int:number>/opened/", break_glass.opened, name="opened"),
]
