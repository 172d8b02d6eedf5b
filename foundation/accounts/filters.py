from typing import Any

import django_filters
from django import forms

from foundation.council.clock import today
from foundation.govuk.forms import GovukFilterForm
from foundation.lookups.folding import holding_words

from .enums import Role
from .models import Person, Team
from .querysets import PersonQuerySet


class PersonFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(method="named", label="Name")
    team = django_filters.ModelChoiceFilter(queryset=Team.objects.all())
    role = django_filters.ChoiceFilter(choices=Role.choices, method="with_role", label="Role")
    is_active = django_filters.ChoiceFilter(choices=[("True", "Works here"), ("False", "No longer works here")], label="Works here")
    away = django_filters.BooleanFilter(widget=forms.CheckboxInput, method="away_today", label="Away today")

    class Meta:
        model = Person
        fields: list[str] = []
        form = GovukFilterForm

    def named(self, people: PersonQuerySet, name: str, text: str) -> PersonQuerySet:
        return people.filter(holding_words(text, "name"))

    def with_role(self, people: PersonQuerySet, name: str, role: Any) -> PersonQuerySet:
        return people.with_role(role)

    def away_today(self, people: PersonQuerySet, name: str, away: bool) -> PersonQuerySet:
        return people.away_on(today()) if away else people
