"""Addresses of actions."""

from django.urls import path

from . import views

app_name = "actions"

urlpatterns = [
    path("", views.action_list, name="list"),
    path("raise/", views.raise_one, name="raise"),
    path("of-audit/<int:number>/what-matters-most/", views.most_important, name="matters-most"),
    path("similar/", views.similar, name="similar"),
    path("figures/", views.figures, name="figures"),
    path("several/", views.bulk_change, name="several"),
    path("reassign-all/", views.reassign_all, name="reassign-all"),
    path("supervision/<int:pk>/", views.supervision, name="supervision"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<str:key>.ics", views.feed, name="feed"),
    path("rules/", views.action_rules, name="rules"),
    path("files/<int:pk>/", views.evidence_file, name="file"),
    path("escalation/rules/", views.escalation_rules, name="escalation-rules"),
    path("<int:number>/", views.action_page, name="action"),
    path("<int:number>/done/", views.done, name="done"),
    path("<int:number>/verify/", views.verify, name="verify"),
    path("<int:number>/return/", views.send_back, name="return"),
    path("<int:number>/extend/", views.extend, name="extend"),
    path("<int:number>/reassign/", views.reassign, name="reassign"),
    path("<int:number>/second-look/", views.second_look, name="second-look"),
    path("<int:number>/effect/", views.effect, name="effect"),
    path("<int:number>/more-time/", views.ask_time, name="ask-time"),
    path("<int:number>/answer-time/", views.answer_time, name="answer-time"),
    path("<int:number>/amend/", views.amend, name="amend"),
    path("<int:number>/drop/", views.drop, name="drop"),
    path("<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:number>/answer-withdrawal/", views.answer_withdrawal, name="answer-withdrawal"),
]
