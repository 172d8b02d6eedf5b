"""The team’s challenge, and the reflective conversation."""

from django.urls import path

from .views import challenges, conversations

urlpatterns = [
    path("audits/<int:number>/conversation/", conversations.conversation, name="conversation"),
    path("audits/<int:number>/conversation/record/", conversations.record, name="record-conversation"),
    path("audits/<int:number>/challenge/", challenges.challenge, name="challenge"),
    path("audits/<int:number>/challenge/answer/", challenges.answer, name="answer-challenge"),
]
