from django.urls import path

from . import views

app_name = "signed_in"
urlpatterns = [
    path("my-sign-in/browsers/", views.browsers, name="browsers"),
    path("my-sign-in/browsers/<int:pk>/end/", views.end, name="end"),
    path("my-sign-in/browsers/end-others/", views.end_others, name="end-others"),
    path("my-sign-in/left/", views.time_left, name="left"),
    path("my-sign-in/stay/", views.stay, name="stay"),
    path("settings/people/<int:pk>/sign-out/", views.end_all_of, name="end-all-of"),
]
