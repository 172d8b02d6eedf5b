from django.apps import AppConfig

from .case_content import CASE_CONTENT


class PublicationsConfig(AppConfig):
    name = "publications"
    case_content = CASE_CONTENT
    searched = ("publications.pages.searching.PUBLICATIONS",)
    tables_of_moves = ("publications.workflow.publications.MOVES", "publications.workflow.consents.MOVES")
    trail_verbs = {
        "publication.begun": "began it",
        "publication.assembled": "assembled the newsletter",
        "publication.handed_over": "handed over who writes it",
        "publication.review_handed_over": "handed over who reviews it",
        "publication.reminded": "reminded its reviewer",
        "consent.asked": "asked the worker whether it may be shared",
    }
