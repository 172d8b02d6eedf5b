"""Addresses of cycles and audits, room by room. An audit's address uses its own number, never the case ID."""

from django.urls import include, path

app_name = "audits"

ROOMS = (
    "overview",
    "cycles",
    "corrections",
    "sampling",
    "allocation",
    "tool",
    "themes",
    "kinds",
    "partners",
    "auditing",
    "ready_themes",
    "reaudits",
    "moderation",
    "past_audits",
    "responses",
    "risks",
    "restricted",
    "practitioner",
    "calibration",
)

urlpatterns = [path("", include(f"audits.{room}.urls")) for room in ROOMS]
