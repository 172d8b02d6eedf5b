"""What the list of findings is narrowed by; choices are only those that the person's own findings have."""

import datetime
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from audits.enums import FindingKind, Source
from audits.models import Finding, FindingCode
from audits.themes.queries.findings import places_of_findings
from audits.themes.queries.themes import codes_counted_under, standing_themes
from foundation.council.months import month_code, month_name, parse_month
from foundation.govuk.forms import GovukFilterForm
from foundation.names import folded

CODED = [("no", "Not coded yet"), ("yes", "Coded")]


class FindingFilter(django_filters.FilterSet):
    """Over `findings_for_list`."""

    theme = django_filters.ChoiceFilter(method="of_theme", label="Theme")
    coded = django_filters.ChoiceFilter(choices=CODED, method="is_coded", label="Coding")
    kind = django_filters.ChoiceFilter(choices=FindingKind.choices, label="Strength or area")
    source = django_filters.ChoiceFilter(choices=Source.choices, label="Where seen or heard")
    first = django_filters.ChoiceFilter(method="from_month", label="From")
    last = django_filters.ChoiceFilter(method="to_month", label="To")
    cohort = django_filters.ChoiceFilter(field_name="audit__cohort", label="Cohort")
    service = django_filters.ChoiceFilter(field_name="audit__team__service", label="Service")

    class Meta:
        model = Finding
        fields: list[str] = []
        form = GovukFilterForm

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        places = places_of_findings(self.request.user, self.queryset)
        coded = [(month_code(month), month_name(month)) for month in sorted(places.months, reverse=True)]
        choices: dict[str, list[tuple[Any, str]]] = {
            "theme": [(theme.pk, theme.name) for theme in standing_themes()],
            "first": coded,
            "last": coded,
            "cohort": [(cohort, cohort) for cohort in sorted(places.cohorts, key=folded)],
            "service": sorted(places.services, key=lambda pair: folded(pair[1])),
        }
        for name, given in choices.items():
            self.filters[name].extra["choices"] = given

    @property
    def narrows(self) -> bool:
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True

    def of_theme(self, findings: QuerySet[Finding], name: str, theme: str) -> QuerySet[Finding]:
        """Also what was coded to those that were merged into it."""
        return findings.filter(codes_counted_under(int(theme)))

    def is_coded(self, findings: QuerySet[Finding], name: str, asked: str) -> QuerySet[Finding]:
        codes = Exists(FindingCode.objects.filter(finding=OuterRef("pk")))
        return findings.filter(codes) if asked == "yes" else findings.filter(~codes)

    def from_month(self, findings: QuerySet[Finding], name: str, code: str) -> QuerySet[Finding]:
        return findings.filter(audit__cycle__month__gte=_month(code))

    def to_month(self, findings: QuerySet[Finding], name: str, code: str) -> QuerySet[Finding]:
        return findings.filter(audit__cycle__month__lte=_month(code))


def _month(code: str) -> datetime.date:
    return parse_month(code)
