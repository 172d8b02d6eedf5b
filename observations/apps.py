from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ObservationsConfig(AppConfig):
    name = "observations"
    case_content = CASE_CONTENT
    tables_of_moves = ("observations.workflow.MOVES",)
    counted_with_audits = ("observations.queries.tallies_of_observed",)
    trail_verbs = {
        "observation.assigned": "assigned the observation",
    }

    def ready(self) -> None:
        from foundation.accounts import holdings

        from .queries import reads_any

        holdings.register_opens_cases(reads_any)
