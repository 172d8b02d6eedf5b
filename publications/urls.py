"""Addresses of the library and of what is written for it."""

from django.urls import path

from .views import examples, moves, publications, writing

app_name = "publications"

urlpatterns = [
    path("", publications.library, name="list"),
    path("new/", writing.begin, name="new"),
    path("newsletter/", writing.assemble, name="assemble"),
    path("propose/", examples.strengths, name="propose"),
    path("propose/<int:finding>/", examples.propose, name="propose-one"),
    path("<int:number>/", publications.publication_page, name="publication"),
    path("<int:number>/read/", publications.read, name="read"),
    path("<int:number>/write/", writing.write, name="write"),
    path("<int:number>/findings/", writing.findings, name="findings"),
    path("<int:number>/arrange/", writing.arrange, name="arrange"),
    path("<int:number>/replace-fact/", writing.replace, name="replace-fact"),
    path("<int:number>/send/", moves.send, name="send"),
    path("<int:number>/take-back/", moves.take_back, name="take-back"),
    path("<int:number>/return/", moves.send_back, name="return"),
    path("<int:number>/review/", moves.review, name="review"),
    path("<int:number>/publish/", moves.publish, name="publish"),
    path("<int:number>/withdraw/", moves.withdraw, name="withdraw"),
    path("<int:number>/again/", moves.begin_again, name="again"),
    path("<int:number>/consent/", examples.consent, name="consent"),
    path("<int:number>/consent/agree/", examples.agree, name="agree"),
    path("<int:number>/consent/refuse/", examples.refuse, name="refuse"),
]
