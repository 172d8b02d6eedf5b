"""What the list of dip samples and their records can be narrowed by."""

import django_filters

from foundation.govuk.forms import GovukFilterForm

from .enums import ReadState, StudyKind, StudyState
from .models import Study, StudyRecord


class StudyFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=StudyKind.choices)
    state = django_filters.ChoiceFilter(choices=StudyState.choices)

    class Meta:
        model = Study
        fields: list[str] = []
        form = GovukFilterForm


class StudyRecordFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=[choice for choice in ReadState.choices if choice[0] != ReadState.RESERVE])
    follow_up = django_filters.BooleanFilter(label="Somebody must act")

    class Meta:
        model = StudyRecord
        fields: list[str] = []
        form = GovukFilterForm
