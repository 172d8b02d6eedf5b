"""What the list of audits is narrowed by. Choices are only those that the person's own audits have."""

from typing import Any

import django_filters
from django.db.models import Q

from audits.enums import FINISHED_STATES, Grade, State
from audits.models import Audit
from audits.queries.grade_words import grade_choices
from audits.querysets import AuditQuerySet
from foundation.council.months import month_code, month_name, parse_month
from foundation.govuk.forms import GovukFilterForm

Choices = list[tuple[Any, str]]


class AuditFilterForm(GovukFilterForm):
    field_options = {"auditor": {"suggest": True}}


class AuditFilter(django_filters.FilterSet):
    """Over a queryset `with_overall`. Grades are the agreed ones, or before there are any the submitted ones."""

    text = django_filters.CharFilter(method="with_text", label="Number or case ID")
    month = django_filters.ChoiceFilter(method="in_month", label="Month")
    team = django_filters.ChoiceFilter(field_name="team_id", label="Team")
    cohort = django_filters.ChoiceFilter(label="Cohort")
    auditor = django_filters.ChoiceFilter(field_name="auditor_id", label="Auditor")
    state = django_filters.ChoiceFilter(choices=State.choices, label="State")
    overall = django_filters.ChoiceFilter(method="graded", label="Overall grade")

    class Meta:
        model = Audit
        fields: list[str] = []
        form = AuditFilterForm

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, choices in _choices(self.queryset).items():
            self.filters[name].extra["choices"] = choices

    def with_text(self, audits: AuditQuerySet, name: str, text: str) -> AuditQuerySet:
        words = text.strip()
        digits = words.lower().removeprefix("audit").strip()
        # A number beyond what the database can hold is nobody's.
        number = Q(number=int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 19 else Q()
        return audits.filter(number | Q(case_id__icontains=words) if number else Q(case_id__icontains=words))

    def in_month(self, audits: AuditQuerySet, name: str, code: str) -> AuditQuerySet:
        return audits.filter(cycle__month=parse_month(code))

    def graded(self, audits: AuditQuerySet, name: str, grade: str) -> AuditQuerySet:
        finished = Q(state__in=FINISHED_STATES)
        return audits.filter(finished & Q(overall_agreed=grade) | ~finished & Q(overall_pre=grade))


def _choices(audits: AuditQuerySet) -> dict[str, Choices]:
    plain = audits.order_by()
    months = plain.values_list("cycle__month", flat=True).distinct()
    cohorts = plain.exclude(cohort="").values_list("cohort", flat=True).distinct()
    return {
        "month": [(month_code(month), month_name(month)) for month in sorted(months, reverse=True)],
        "team": _named(plain.exclude(team=None).values_list("team", "team__name").distinct()),
        "cohort": [(cohort, cohort) for cohort in sorted(cohorts)],
        "overall": grade_choices(Grade.NOT_APPLICABLE),
        "auditor": _named(plain.exclude(auditor=None).values_list("auditor", "auditor__name").distinct()),
    }


def _named(pairs: Any) -> Choices:
    return sorted(pairs, key=lambda pair: pair[1].casefold())
