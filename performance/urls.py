"""Addresses of the figures; those of the files that bring them are in their room."""

from django.urls import include, path

from .views import (
    breakdowns,
    collecting,
    commentary,
    comparing,
    defining,
    disagreements,
    events,
    indicators,
    long_table,
    missing,
    noted_figures,
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
    path("figures/", long_table.all_figures, name="all-figures"),
    path("figures/<str:key>.csv", long_table.figures_by_key, name="figures-by-key"),
    path("our-place/", comparing.our_place, name="our-place"),
    path("events/", events.event_list, name="events"),
    path("events/<int:pk>/remove/", events.remove, name="remove-event"),
    path("events/<int:pk>/take-back/", events.take_back, name="take-back-restart"),
    path("imports/", include("performance.imports.urls")),
    path("noted/", noted_figures.noted_figure_list, name="noted"),
    path("noted/<int:pk>/remove/", noted_figures.remove, name="remove-noted"),
    path("indicators/", defining.indicator_list, name="indicators"),
    path("indicators/add/", defining.add, name="add-indicator"),
    path("indicators/link/", defining.link, name="link-published"),
    path("targets/<int:pk>/remove/", defining.drop_target, name="drop-target"),
    path("indicators/<slug:slug>/change/", defining.change, name="change-indicator"),
    path("indicators/<slug:slug>/targets/", defining.targets, name="targets"),
    path("indicators/<slug:slug>/", indicators.indicator_page, name="indicator"),
    path("indicators/<slug:slug>/chart.svg", indicators.chart, name="chart"),
    path("indicators/<slug:slug>/control.svg", indicators.control_chart, name="control-chart"),
    path("indicators/<slug:slug>/restart/", events.restart, name="restart-limits"),
    path("indicators/<slug:slug>/parts/", breakdowns.breakdown, name="breakdown"),
    path("indicators/<slug:slug>/parts/<int:pk>/", breakdowns.part, name="part"),
    path("indicators/<slug:slug>/parts/<int:pk>/chart.svg", breakdowns.part_chart, name="part-chart"),
    path("indicators/<slug:slug>/parts/<int:pk>/control.svg", breakdowns.part_control, name="part-control"),
    path("indicators/<slug:slug>/<str:month>/comment/", commentary.comment, name="comment"),
    path("indicators/<slug:slug>/<str:month>/comment/withdraw/", commentary.withdraw, name="withdraw"),
    path("comments/<str:month>/", collecting.collect, name="collect"),
    path("comments/<str:month>/publish/", collecting.publish, name="publish"),
    path("indicators/<slug:slug>/<str:month>/missing/", missing.missing, name="missing"),
    path("indicators/<slug:slug>/<str:month>/ask/", commentary.ask, name="ask"),
]
