from django.urls import path

from . import views

app_name = "council"

urlpatterns = [
    path("look.css", views.look, name="look"),
    path("logo", views.logo, name="logo"),
]
