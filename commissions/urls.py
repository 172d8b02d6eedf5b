"""Addresses of commissioned work."""

from django.urls import path

from . import views

app_name = "commissions"

urlpatterns = [
    path("", views.commission_list, name="list"),
    path("add/", views.add, name="add"),
    path("chair/", views.chair, name="chair"),
    path("<int:number>/", views.commission_page, name="commission"),
    path("<int:number>/change/", views.change, name="change"),
    path("<int:number>/start/", views.start, name="start"),
    path("<int:number>/answer/", views.answer, name="answer"),
    path("<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:number>/release/", views.release, name="release"),
    path("<int:number>/links/", views.link, name="link"),
]
