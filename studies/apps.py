from django.apps import AppConfig

from .case_content import CASE_CONTENT


class StudiesConfig(AppConfig):
    name = "studies"
    verbose_name = "Dip samples"
    case_content = CASE_CONTENT
    searched = ("studies.pages.searching.STUDIES",)
    tables_of_moves = ("studies.workflow.studies.MOVES", "studies.workflow.records.MOVES")
    trail_verbs = {
        "study.planned": "planned the study",
        "study.changed": "changed the plan of the study",
        "study.drawn": "drew records for the study",
        "study.handed_over": "gave the study to somebody else",
    }

    def ready(self) -> None:
        from foundation.accounts import holdings

        from .queries.holdings import opens_records

        holdings.register_opens_cases(opens_records)
