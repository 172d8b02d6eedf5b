from django.apps import AppConfig

from .case_content import CASE_CONTENT


class InspectionsConfig(AppConfig):
    name = "inspections"
    case_content = CASE_CONTENT
    searched = ("inspections.pages.searching.RECOMMENDATIONS", "inspections.pages.searching.PRIORITIES")
    trail_verbs = {
        "framework.added": "added an edition of the inspection framework",
        "framework.changed": "changed an edition of the inspection framework",
        "inspection.recorded": "recorded the inspection",
        "inspection.changed": "changed what is recorded of the inspection",
        "recommendations.stored": "stored what the inspection recommended",
        "recommendation.changed": "changed the recommendation",
        "recommendation.removed": "removed a recommendation",
        "plan.mapped": "chose what shows how it is getting on",
        "priority.set": "set the priority",
        "priority.changed": "changed the priority",
        "priority.progress_noted": "wrote how the priority is going",
        "priority.closed": "closed the priority",
        "priority.reopened": "opened the priority again",
        "tracking.started": "switched inspection mode on",
        "tracking.children_added": "added tracked children",
        "tracking.ended": "ended inspection mode",
        "outcomes.stored": "stored Ofsted’s published outcomes",
    }
