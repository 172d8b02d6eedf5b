"""What the library can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q

from audits.models import Domain, FindingTheme
from foundation.govuk.forms import GovukFilterForm
from foundation.lookups.mentions import SHORTEST
from foundation.names import words_of

from .enums import PublicationKind, PublicationState
from .models import Publication
from .permissions import can_begin
from .querysets import PublicationQuerySet


def _domains() -> list[tuple[str, str]]:
    """By name: a domain that a later version of the tool continues has one row in each."""
    used = Domain.objects.filter(publications__isnull=False).order_by("name__folded").values_list("name", flat=True)
    return [(name, name) for name in dict.fromkeys(used)]


class PublicationFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(method="with_words", label="Words")
    kind = django_filters.ChoiceFilter(choices=PublicationKind.choices, label="Kind")
    theme = django_filters.ModelChoiceFilter(
        queryset=lambda request: FindingTheme.objects.filter(publications__isnull=False).distinct(), method="of_theme", label="Theme"
    )
    domain = django_filters.ChoiceFilter(choices=_domains, field_name="domain__name", label="Area of practice")
    state = django_filters.ChoiceFilter(choices=PublicationState.choices, label="State")

    class Meta:
        model = Publication
        fields: list[str] = []
        form = GovukFilterForm

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.request and not can_begin(self.request.user):
            del self.filters["state"]

    def with_words(self, found: PublicationQuerySet, name: str, asked: str) -> PublicationQuerySet:
        """That have every word, however it is written, in the title or in the text as published."""
        for word in words_of(asked):
            in_text = Q(words__mentions=word) if len(word) >= SHORTEST else Q(pk__in=[])
            found = found.filter(in_text | Q(title__finds=word) | Q(summary__finds=word))
        return found

    def of_theme(self, found: PublicationQuerySet, name: str, theme: FindingTheme) -> PublicationQuerySet:
        return found.filter(findings__theme=theme).distinct()
