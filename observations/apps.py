from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    name = "observations"
    trail_verbs = {
        "observation.assigned": "assigned the observation",
        "observation.recorded": "recorded the observation",
        "observation.changed": "corrected the observation",
        "observation.shared": "shared the observation with the practitioner",
    }
