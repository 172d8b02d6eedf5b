"""Addresses of observations."""

from django.urls import path

from .views import observing, planning, templates

app_name = "observations"

urlpatterns = [
    path("", observing.observation_list, name="list"),
    path("assign/", planning.assign, name="assign"),
    path("new/", observing.new, name="new"),
    path("<int:number>/", observing.observation_page, name="observation"),
    path("<int:number>/consent/", observing.consent, name="consent"),
    path("<int:number>/record/", observing.record, name="record"),
    path("<int:number>/share/", observing.share, name="share"),
    path("<int:number>/reflect/", observing.reflect, name="reflect"),
    path("<int:number>/acknowledge/", observing.acknowledge, name="acknowledge"),
    path("<int:number>/reschedule/", planning.reschedule, name="reschedule"),
    path("<int:number>/cancel/", planning.cancel, name="cancel"),
    path("rounds/", planning.plan_list, name="plans"),
    path("rounds/new/", planning.new_plan, name="new-plan"),
    path("rounds/<int:pk>/", planning.plan_page, name="plan"),
    path("rounds/<int:pk>/change/", planning.change_plan, name="change-plan"),
    path("forms/", templates.template_list, name="templates"),
    path("forms/new/", templates.new_form, name="new-form"),
    path("forms/<int:pk>/", templates.template_page, name="template"),
    path("forms/<int:pk>/version/", templates.begin, name="begin-version"),
    path("forms/<int:pk>/publish/", templates.publish, name="publish-form"),
    path("forms/<int:pk>/discard/", templates.discard, name="discard-form"),
    path("forms/<int:pk>/areas/new/", templates.new_area, name="new-area"),
    path("forms/areas/<int:pk>/", templates.change_area, name="change-area"),
    path("forms/areas/<int:pk>/questions/new/", templates.new_question, name="new-question"),
    path("forms/questions/<int:pk>/", templates.change_question, name="change-question"),
    path("forms/<slug:kind>/<int:pk>/move/", templates.move_part, name="move-part"),
    path("forms/<slug:kind>/<int:pk>/remove/", templates.remove_part, name="remove-part"),
    path("types/new/", templates.new_type, name="new-type"),
    path("types/<slug:kind>/", templates.change_type, name="change-type"),
]
