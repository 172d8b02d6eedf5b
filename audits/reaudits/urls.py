"""Records to audit again."""

from django.urls import path

from . import views

urlpatterns = [
    path("re-audits/", views.re_audits, name="re-audits"),
    path("re-audits/<int:number>/", views.plan_again, name="plan-re-audit"),
]
