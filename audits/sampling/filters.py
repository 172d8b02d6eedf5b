"""What the records of a sample are narrowed by. A case ID is looked up by the search, which posts it: filters stand in the address."""

import django_filters

from audits.enums import Sampled
from audits.models import SampledRecord
from foundation.govuk.forms import GovukFilterForm


class SampledRecordFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=Sampled.choices, label="What became of it")

    class Meta:
        model = SampledRecord
        fields: list[str] = []
        form = GovukFilterForm
