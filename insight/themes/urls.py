"""The themes of findings, and the month's key findings drafted from them."""

from django.urls import path

from . import views

urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/<int:pk>/", views.theme, name="theme"),
    path("themes/drafts/<str:code>/", views.month_findings, name="month-findings"),
]
