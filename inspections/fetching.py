"""What is not yours to see is 404."""

from django.shortcuts import get_object_or_404

from foundation.accounts.models import Person

from .models import Inspection, PlanPriority, Recommendation


def get_inspection(person: Person, number: int) -> Inspection:
    seen = Inspection.objects.visible_to(person).select_related("framework")
    return get_object_or_404(seen, number=number)


def get_recommendation(person: Person, pk: int) -> Recommendation:
    return get_object_or_404(Recommendation.objects.visible_to(person).select_related("inspection__framework"), pk=pk)


def get_priority(person: Person, number: int) -> PlanPriority:
    return get_object_or_404(PlanPriority.objects.visible_to(person).select_related("owner", "set_by"), number=number)
