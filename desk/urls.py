from django.urls import path

from . import views

app_name = "desk"

urlpatterns = [
    path("", views.my_work, name="my-work"),
    path("settings/people/<int:pk>/leaving/", views.leaving, name="leaving"),
    path("search/", views.search_page, name="search"),
]
