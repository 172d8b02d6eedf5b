"""Addresses of voices."""

from django.urls import path

from .views import links, questions, voices

app_name = "voices"

urlpatterns = [
    path("", voices.voice_list, name="list"),
    path("new/", voices.new, name="new"),
    path("questions/", questions.question_sets, name="question-sets"),
    path("questions/new/", questions.new, name="new-questions"),
    path("questions/<int:pk>/", questions.questions, name="questions"),
    path("questions/<int:pk>/change/", questions.change, name="change-questions"),
    path("questions/<int:pk>/retire/", questions.retire, name="retire-questions"),
    path("answer/<str:token>/", links.answer, name="answer"),
    path("<int:number>/", voices.voice_page, name="voice"),
    path("<int:number>/record/", voices.record, name="record"),
    path("<int:number>/close/", voices.close, name="close"),
    path("<int:number>/again/", voices.again, name="again"),
    path("<int:number>/link/", links.link, name="link"),
    path("<int:number>/withdraw-link/", links.withdraw, name="withdraw-link"),
    path("<int:number>/themes/", voices.themes, name="themes"),
    path("<int:number>/consent/", voices.consent, name="consent"),
    path("<int:number>/quote/", voices.quote, name="quote"),
]
