from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ObservationsConfig(AppConfig):
    name = "observations"
    case_content = CASE_CONTENT
    searched = ("observations.pages.searching.OBSERVATIONS",)
    tables_of_moves = ("observations.workflow.MOVES",)
    people_of_audits = ("observations.queries.observed.people_at_work",)
    counted_with_audits = ("observations.queries.observed.tallies_of_observed",)
    trail_verbs = {
        "observation.assigned": "assigned the observation",
        "observation.begun": "began the observation",
        "observation.noted": "wrote in the observation",
        "observation.reminded": "reminded the observer",
        "observation.planned": "planned the round of observations",
        "observation.plan_changed": "changed the round of observations",
        "observation_form.begun": "began the version of the form",
        "observation_form.added": "added to the form",
        "observation_form.changed": "changed the form",
        "observation_form.moved": "moved a part of the form",
        "observation_form.removed": "removed a part of the form",
        "observation_form.published": "published the version of the form",
        "observation_form.discarded": "discarded the draft of the form",
        "observation_type.added": "added the type of observation",
        "observation_type.changed": "changed the type of observation",
    }

    def ready(self) -> None:
        from foundation.accounts import holdings

        from .queries.observed import reads_any

        holdings.register_opens_cases(reads_any)
