from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ObservationsConfig(AppConfig):
    name = "observations"
    case_content = CASE_CONTENT
    trail_verbs = {
        "observation.assigned": "assigned the observation",
        "observation.recorded": "recorded the observation",
        "observation.changed": "corrected the observation",
        "observation.shared": "shared the observation with the practitioner",
    }

    def ready(self) -> None:
        from foundation.accounts import holdings

        from .queries import reads_any

        holdings.register_opens_cases(reads_any)
