"""The list of ready themes, and planning a month with one."""

from django.urls import path

from . import views

urlpatterns = [
    path("ready-themes/", views.ready_theme_list, name="ready-themes"),
    path("ready-themes/add/", views.add, name="add-ready-theme"),
    path("ready-themes/<int:pk>/", views.ready_theme_page, name="ready-theme"),
    path("ready-themes/<int:pk>/change/", views.change, name="change-ready-theme"),
    path("ready-themes/<int:pk>/retire/", views.retire, name="retire-ready-theme"),
    path("ready-themes/<int:pk>/bring-back/", views.bring_back, name="bring-back-ready-theme"),
    path("ready-themes/<int:pk>/plan/", views.plan, name="plan-ready-theme"),
    path("cycles/<str:code>/ready-themes/", views.choose, name="choose-ready-theme"),
    path("cycles/<str:code>/ready-themes/<int:pk>/", views.take, name="take-ready-theme"),
]
