"""The health of our quality assurance."""

from django.urls import path

from .views import health, targets

urlpatterns = [
    path("health/", health.health, name="health"),
    path("health/targets/", targets.targets, name="health-targets"),
    path("health/targets/<int:pk>/remove/", targets.remove, name="remove-health-target"),
    path("health/settings/", targets.health_rules, name="health-rules"),
    path("health/<slug:measure>/", health.rows, name="health-rows"),
]
