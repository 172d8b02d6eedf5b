"""Reflection, factual check, letter of feedback, and the page for the record."""

from django.urls import path

from .views import factual_check, letter, reflection

urlpatterns = [
    path("audits/<int:number>/reflection/", reflection.reflection, name="reflection"),
    path("audits/<int:number>/factual-check/", factual_check.factual_check, name="factual-check"),
    path("audits/<int:number>/factual-check/ask/", factual_check.ask, name="ask-factual-check"),
    path("audits/<int:number>/feedback/", letter.read_letter, name="feedback"),
    path("audits/<int:number>/feedback/letter/", letter.letter_as_sent, name="letter"),
    path("audits/<int:number>/feedback/letter/write/", letter.write_letter, name="write-letter"),
    path("audits/<int:number>/feedback/letter/send/", letter.send, name="send-letter"),
    path("audits/<int:number>/record-page/", letter.for_record, name="record-page"),
]
