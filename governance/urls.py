"""Addresses of information governance."""

from django.urls import path

from .views import case_ids, complaints, facts, holds, requests, retention

app_name = "governance"

urlpatterns = [
    path("", facts.home, name="home"),
    path("impact-assessment/", facts.dpia, name="dpia"),
    path("record-of-processing/", facts.processing, name="processing"),
    path("retention/", retention.rules, name="retention"),
    path("retention/removals/", retention.runs, name="runs"),
    path("retention/removals/<int:pk>/", retention.run_page, name="run"),
    path("retention/removals/<int:pk>/confirm/", retention.confirm_removal, name="confirm-removal"),
    path("retention/removals/<int:pk>/cancel/", retention.cancel, name="cancel-removal"),
    path("retention/<slug:kind>/", retention.preview, name="preview"),
    path("retention/<slug:kind>/rule/", retention.rule, name="rule"),
    path("holds/", holds.hold_list, name="holds"),
    path("holds/place/", holds.place, name="place-hold"),
    path("holds/<int:pk>/end/", holds.end, name="end-hold"),
    path("subject-access/", requests.request_list, name="requests"),
    path("subject-access/enter/", requests.enter, name="enter-request"),
    path("subject-access/<int:pk>/", requests.request_page, name="request"),
    path("subject-access/<int:pk>/change/", requests.change, name="change-request"),
    path("subject-access/<int:pk>/dates/", requests.dates, name="request-dates"),
    path("subject-access/<int:pk>/search/", requests.search, name="request-search"),
    path("subject-access/<int:pk>/withhold/", requests.withhold, name="withhold"),
    path("subject-access/<int:pk>/answer/", requests.answer, name="answer-request"),
    path("subject-access/<int:pk>/everything/", requests.everything, name="everything"),
    path("subject-access/<int:pk>/everything/<int:export>/", requests.everything_file, name="everything-file"),
    path("complaints/enter/", complaints.enter, name="enter-complaint"),
    path("complaints/<int:pk>/", complaints.complaint_page, name="complaint"),
    path("complaints/<int:pk>/acknowledge/", complaints.acknowledge, name="acknowledge-complaint"),
    path("complaints/<int:pk>/answer/", complaints.answer, name="answer-complaint"),
    path("case-ids/", case_ids.replace, name="case-ids"),
]
