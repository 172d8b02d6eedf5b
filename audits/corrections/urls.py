"""Correcting the facts of a record, in the month or in a sample’s list."""

from django.urls import path

from . import views

urlpatterns = [
    path("audits/<int:number>/facts/", views.correct, name="correct-facts"),
    path("cycles/<str:code>/sample/<int:sample>/records/<int:pk>/", views.correct_record_of_list, name="correct-listed"),
]
