"""Addresses of dip samples."""

from django.urls import path

from .views import planning, records, studies

app_name = "studies"

urlpatterns = [
    path("", studies.study_list, name="list"),
    path("new/", planning.new, name="new"),
    path("new-accuracy/", planning.new_accuracy, name="new-accuracy"),
    path("<int:number>/", studies.study_page, name="study"),
    path("<int:number>/change/", planning.change, name="change"),
    path("<int:number>/draw/", records.draw, name="draw"),
    path("<int:number>/next/", records.next_record, name="next"),
    path("<int:number>/records/", records.record_list, name="records"),
    path("<int:number>/records/<int:pk>/", records.read, name="record"),
    path("<int:number>/records/<int:pk>/set-aside/", records.set_aside, name="set-aside"),
    path("<int:number>/finish/", planning.finish, name="finish"),
    path("<int:number>/reopen/", planning.reopen, name="reopen"),
]
