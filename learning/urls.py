"""Addresses of the calendar of learning."""

from django.urls import path

from .views import calendar, events, impact, people

app_name = "learning"

urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("calendar/<str:key>.ics", calendar.feed, name="feed"),
    path("list/", calendar.event_list, name="list"),
    path("new/", events.new, name="new"),
    path("<int:number>/", events.event_page, name="event"),
    path("<int:number>/change/", events.change, name="change"),
    path("<int:number>/held/", events.hold, name="hold"),
    path("<int:number>/not-held/", events.unhold, name="unhold"),
    path("<int:number>/cancel/", events.cancel, name="cancel"),
    path("<int:number>/invite/", people.invite, name="invite"),
    path("<int:number>/reply/", people.reply, name="reply"),
    path("<int:number>/attendance/", people.attendance, name="attendance"),
    path("<int:number>/attendance/<int:pk>/", people.attended, name="attended"),
    path("<int:number>/attendance/<int:pk>/withdraw/", people.uninvite, name="uninvite"),
    path("<int:number>/impact/", impact.of_event, name="impact"),
    path("<int:number>/impact/chart/", impact.event_chart, name="impact-chart"),
    path("publications/<int:number>/impact/", impact.of_publication, name="impact-of-publication"),
    path("publications/<int:number>/impact/chart/", impact.publication_chart, name="impact-of-publication-chart"),
    path("priorities/<int:number>/impact/", impact.of_priority, name="impact-of-priority"),
    path("priorities/<int:number>/impact/chart/", impact.priority_chart, name="impact-of-priority-chart"),
    path("<int:number>/evaluate/", people.evaluate, name="evaluate"),
]
