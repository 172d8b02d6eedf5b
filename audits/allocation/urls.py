"""Giving out a month’s records; capacities, interests, and records tied to people."""

from django.urls import path

from .views import capacities, interests, months, pins, training

urlpatterns = [
    path("cycles/<str:code>/allocation/", months.allocation, name="allocation"),
    path("cycles/<str:code>/allocation/file/<int:pk>/", months.allocation_file, name="allocation-file"),
    path("audits/capacities/", capacities.capacities, name="capacities"),
    path("audits/training/", training.training, name="training"),
    path("audits/training/<int:pk>/remove/", training.remove, name="remove-training"),
    path("audits/reassign/<int:pk>/", months.reassign, name="reassign"),
    path("audits/interests/", interests.all_interests, name="interests"),
    path("my-interests/", interests.my_interests, name="my-interests"),
    path("audits/<int:number>/pins/", pins.pins, name="pins"),
]
