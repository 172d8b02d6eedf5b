"""Addresses of inspections and the improvement plan."""

from django.urls import path

from . import views

app_name = "inspections"

urlpatterns = [
    path("", views.inspection_list, name="list"),
    path("new/", views.new_inspection, name="new"),
    path("frameworks/", views.framework_list, name="frameworks"),
    path("frameworks/new/", views.new_framework, name="new-framework"),
    path("frameworks/<int:pk>/", views.change_framework, name="change-framework"),
    path("outcomes/", views.outcomes, name="outcomes"),
    path("outcomes/bring/", views.bring_outcomes, name="bring-outcomes"),
    path("outcomes/check/", views.check_outcomes, name="check-outcomes"),
    path("plan/", views.plan, name="plan"),
    path("plan/new/", views.new_priority, name="new-priority"),
    path("plan/<int:number>/", views.priority_page, name="priority"),
    path("plan/<int:number>/change/", views.change_priority, name="change-priority"),
    path("plan/<int:number>/evidence/", views.map_priority, name="map-priority"),
    path("plan/<int:number>/note/", views.note_progress, name="note-progress"),
    path("plan/<int:number>/close/", views.close_priority, name="close-priority"),
    path("plan/<int:number>/open-again/", views.reopen_priority, name="reopen-priority"),
    path("recommendations/<int:pk>/", views.recommendation_page, name="recommendation"),
    path("recommendations/<int:pk>/change/", views.change_recommendation, name="change-recommendation"),
    path("recommendations/<int:pk>/evidence/", views.map_recommendation, name="map-recommendation"),
    path("recommendations/<int:pk>/remove/", views.remove_recommendation, name="remove-recommendation"),
    path("<int:number>/", views.inspection_page, name="inspection"),
    path("<int:number>/change/", views.change_inspection, name="change"),
    path("<int:number>/recommendations/", views.paste_recommendations, name="paste"),
    path("<int:number>/progress/", views.progress, name="progress"),
    path("<int:number>/tracked/", views.tracking, name="tracking"),
    path("<int:number>/tracked/end/", views.end_tracking, name="end-tracking"),
]
