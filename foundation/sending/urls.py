from django.urls import path

from . import views

app_name = "sending"
urlpatterns = [
    path("kept-words/", views.kept_forms, name="kept-words"),
    path("kept-words/<int:pk>/discard/", views.discard, name="discard-kept"),
]
