"""A child who may be at risk now."""

from django.urls import path

from . import views

urlpatterns = [
    path("audits/<int:number>/risk/", views.raise_risk, name="raise-risk"),
    path("audits/<int:number>/risks/<int:pk>/", views.risk, name="risk"),
    path("audits/<int:number>/risks/<int:pk>/acknowledge/", views.acknowledge, name="acknowledge-risk"),
    path("audits/<int:number>/risks/<int:pk>/close/", views.close, name="close-risk"),
]
