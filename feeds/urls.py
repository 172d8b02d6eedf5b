"""Addresses of feeds."""

from django.urls import path

from . import views

app_name = "feeds"

urlpatterns = [
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/reference/", views.reference, name="reference"),
    path("feeds/tables/<slug:name>/<slug:file_format>/", views.take, name="take"),
    path("feeds/tokens/", views.tokens, name="tokens"),
    path("feeds/tokens/add/", views.add_token, name="add-token"),
    path("feeds/tokens/<int:pk>/", views.token_page, name="token"),
    path("feeds/tokens/<int:pk>/end/", views.end, name="end-token"),
    path("feeds/webhooks/", views.webhooks, name="webhooks"),
    path("feeds/webhooks/add/", views.add_webhook, name="add-webhook"),
    path("feeds/webhooks/<int:pk>/", views.webhook_page, name="webhook"),
    path("feeds/webhooks/<int:pk>/switch/", views.switch, name="switch-webhook"),
    path("feeds/webhooks/<int:pk>/test/", views.send_test, name="send-test"),
    path("feeds/webhooks/messages/<int:pk>/send-again/", views.send_again, name="send-again"),
    path("api/v1/<path:rest>", views.api, name="api"),
    path("api/v1/", views.api, name="api-index"),
]
