"""Addresses of observations."""

from django.urls import path

from . import views

app_name = "observations"

urlpatterns = [
    path("", views.observation_list, name="list"),
    path("assign/", views.assign, name="assign"),
    path("new/", views.new, name="new"),
    path("<int:number>/", views.observation_page, name="observation"),
    path("<int:number>/record/", views.record, name="record"),
    path("<int:number>/share/", views.share, name="share"),
]
