"""What the list of indicators can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from foundation.accounts.models import Person
from foundation.council.words import as_stored
from foundation.govuk.forms import GovukFilterForm
from foundation.lookups.folding import holding_words

from .enums import Area, Basis, Series, Unit
from .models import Indicator


def owners(request: Any) -> QuerySet[Person]:
    return Person.objects.filter(indicators_owned__isnull=False).distinct()


class IndicatorFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(method="named", label="Name")
    series = django_filters.ChoiceFilter(choices=Series.choices, label="Table")
    area = django_filters.ChoiceFilter(choices=Area.choices)
    unit = django_filters.ChoiceFilter(choices=Unit.choices)
    basis = django_filters.ChoiceFilter(choices=Basis.choices, label="Period basis")
    owner = django_filters.ModelChoiceFilter(queryset=owners, label="Commentary owner")
    flagged = django_filters.ChoiceFilter(choices=[("yes", "With a flag"), ("no", "Without")], method="with_flag", label="Data quality")

    class Meta:
        model = Indicator
        fields: list[str] = []
        form = GovukFilterForm

    def named(self, indicators: QuerySet[Indicator], name: str, words: str) -> QuerySet[Indicator]:
        return indicators.filter(holding_words(as_stored(words), "label", "measure__name") | Q(code__iexact=words))

    def with_flag(self, indicators: QuerySet[Indicator], name: str, answer: str) -> QuerySet[Indicator]:
        return indicators.exclude(quality_note="") if answer == "yes" else indicators.filter(quality_note="")
