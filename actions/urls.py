"""Addresses of actions."""

from django.urls import path

from . import views

app_name = "actions"

urlpatterns = [
    path("", views.action_list, name="list"),
    path("raise/", views.raise_one, name="raise"),
    path("<int:number>/", views.action_page, name="action"),
    path("<int:number>/done/", views.done, name="done"),
    path("<int:number>/verify/", views.verify, name="verify"),
    path("<int:number>/return/", views.send_back, name="return"),
    path("<int:number>/extend/", views.extend, name="extend"),
    path("<int:number>/reassign/", views.reassign, name="reassign"),
    path("<int:number>/withdraw/", views.withdraw, name="withdraw"),
]
