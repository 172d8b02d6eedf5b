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
    path("api/v1/<path:rest>", views.api, name="api"),
    path("api/v1/", views.api, name="api-index"),
]
