"""Addresses of check and challenge meetings, and of teams' action plans."""

from django.urls import path

from .views import decisions, meetings, team_plans

app_name = "oversight"

urlpatterns = [
    path("check-and-challenge/", meetings.meeting_list, name="meetings"),
    path("check-and-challenge/plan/", meetings.plan, name="plan-meeting"),
    path("check-and-challenge/<int:number>/", meetings.meeting_page, name="meeting"),
    path("check-and-challenge/<int:number>/change/", meetings.change, name="change-meeting"),
    path("check-and-challenge/<int:number>/held/", meetings.hold, name="hold-meeting"),
    path("check-and-challenge/<int:number>/minutes/", meetings.minutes, name="minutes"),
    path("check-and-challenge/<int:number>/agree/", meetings.agree, name="agree-meeting"),
    path("check-and-challenge/<int:number>/cancel/", meetings.cancel, name="cancel-meeting"),
    path("check-and-challenge/<int:number>/decide/", decisions.add, name="add-decision"),
    path("check-and-challenge/decisions/<int:pk>/done/", decisions.finish, name="finish-decision"),
    path("check-and-challenge/decisions/<int:pk>/action/", decisions.act, name="make-action"),
    path("check-and-challenge/decisions/<int:pk>/open-again/", decisions.open_again, name="open-again"),
    path("team-plans/", team_plans.plan_list, name="team-plans"),
    path("team-plans/<int:pk>/", team_plans.plan_page, name="team-plan"),
    path("team-plans/<int:pk>/write/", team_plans.write, name="write-team-plan"),
    path("team-plans/<int:pk>/own/", team_plans.own, name="own-team-plan"),
]
