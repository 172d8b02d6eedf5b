from django.urls import path

from . import views

app_name = "sending"
urlpatterns = [
    path("kept-words/", views.kept_forms, name="kept-words"),
    path("kept-words/here/", views.kept_for_page, name="kept-here"),
    path("kept-words/discard/", views.discard_written, name="discard-written"),
    path("kept-words/<int:pk>/discard/", views.discard, name="discard-kept"),
]
