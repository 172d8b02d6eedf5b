from django.urls import path

from . import views

app_name = "sending"
urlpatterns = [
    path("kept-words/", views.kept_words, name="kept-words"),
    path("kept-words/<int:pk>/discard/", views.discard, name="discard-kept"),
]
