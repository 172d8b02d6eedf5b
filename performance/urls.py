"""Addresses of the figures."""

from django.urls import path

from .views import (
    batches,
    collecting,
    commentary,
    comparing,
    defining,
    disagreements,
    events,
    importing,
    indicators,
    mappings,
    missing,
    noted,
    populations,
    tables,
)

app_name = "performance"

urlpatterns = [
    path("", tables.scorecard_page, name="scorecard"),
    path("half-years/", tables.half_years_page, name="half-years"),
    path("comparators/", comparing.comparators, name="comparators"),
    path("comparators/chart.svg", comparing.comparators_chart, name="comparators-chart"),
    path("populations/", populations.population_page, name="populations"),
    path("disagreements/", disagreements.disagreement_page, name="disagreements"),
    path("our-place/", comparing.our_place, name="our-place"),
    path("events/", events.event_list, name="events"),
    path("events/<int:pk>/remove/", events.remove, name="remove-event"),
    path("imports/", batches.batch_list, name="batches"),
    path("imports/batches/<int:pk>/", batches.batch_page, name="batch"),
    path("imports/batches/<int:pk>/undo/", batches.undo, name="undo"),
    path("imports/new/", importing.upload, name="import"),
    path("imports/<int:pk>/", importing.check, name="import-check"),
    path("imports/<int:pk>/columns/", importing.mapping, name="import-mapping"),
    path("imports/mappings/", mappings.mapping_list, name="mappings"),
    path("imports/mappings/<int:pk>/", mappings.saved_mapping, name="saved-mapping"),
    path("imports/mappings/<int:pk>/delete/", mappings.delete, name="delete-mapping"),
    path("noted/", noted.noted_list, name="noted"),
    path("noted/<int:pk>/remove/", noted.remove, name="remove-noted"),
    path("indicators/", defining.indicator_list, name="indicators"),
    path("indicators/add/", defining.add, name="add-indicator"),
    path("indicators/link/", defining.link, name="link-published"),
    path("targets/<int:pk>/remove/", defining.drop_target, name="drop-target"),
    path("indicators/<slug:slug>/change/", defining.change, name="change-indicator"),
    path("indicators/<slug:slug>/targets/", defining.targets, name="targets"),
    path("indicators/<slug:slug>/", indicators.indicator_page, name="indicator"),
    path("indicators/<slug:slug>/chart.svg", indicators.chart, name="chart"),
    path("indicators/<slug:slug>/control.svg", indicators.control_chart, name="control-chart"),
    path("indicators/<slug:slug>/<str:month>/comment/", commentary.comment, name="comment"),
    path("comments/<str:month>/", collecting.collect, name="collect"),
    path("comments/<str:month>/publish/", collecting.publish, name="publish"),
    path("indicators/<slug:slug>/<str:month>/missing/", missing.missing, name="missing"),
    path("indicators/<slug:slug>/<str:month>/ask/", commentary.ask, name="ask"),
]
