from django.urls import path

from . import views

app_name = "chasing"
urlpatterns = [
    path("reminders/for-managers/", views.for_managers, name="for-managers"),
    path("settings/reminders/", views.chasing_rules, name="rules"),
]
