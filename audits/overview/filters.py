"""What the list of audits is narrowed by. Choices are only those that the person's own audits have."""

from typing import Any

import django_filters
from django.db.models import Q
from django.http import QueryDict

from audits.calculations.states import STATE_NAMES
from audits.enums import OPENED_AGAIN, SENT_BACK, AuditState, CountedState, Stage, VersionKind
from audits.models import Audit, CountedAudit, Judgement
from audits.overview.queries.choices import audit_choices
from audits.querysets import AuditQuerySet, hidden_audits
from foundation.accounts.kept_for_reader import kept_for_reader
from foundation.accounts.models import Person
from foundation.govuk.forms import GovukFilterForm
from foundation.names import folded

from .figure_filters import GRADES, POST, PRE, Choices, FigureFilter, grades_to_choose, month_choices, months_filter, of_months

_CODES: dict[str, str] = {str(state.label): state.value for state in AuditState}
# By their names, of which an audit has one.
STATES = [(_CODES.get(name, name.lower().replace(" ", "_")), name) for name in STATE_NAMES]
_NOT_AGREED = (CountedState.WAITING, CountedState.OPENED_AGAIN, CountedState.SENT_BACK)
COUNTED_BY = [(PRE, "Before moderation"), (POST, "After moderation")]


class AuditFilterForm(GovukFilterForm):
    field_options = {"auditor": {"suggest": True}, "number": {"hint": "To find a case ID use the search at the top."}}


class AuditFilter(FigureFilter):
    """Over a queryset `with_overall`. Grades are the agreed ones, or before there are any the submitted ones."""

    number = django_filters.CharFilter(method="numbered", label="Audit number")
    month = months_filter([])
    team = django_filters.ChoiceFilter(field_name="team_id", label="Team")
    cohort = django_filters.ChoiceFilter(label="Cohort")
    auditor = django_filters.ChoiceFilter(field_name="auditor_id", label="Auditor")
    state = django_filters.ChoiceFilter(choices=STATES, method="named", label="State")
    overall = django_filters.ChoiceFilter(method="graded", label="Overall grade")
    by = django_filters.ChoiceFilter(choices=COUNTED_BY, method="counted_by", label="Grade counted")

    class Meta:
        model = Audit
        fields: list[str] = []
        form = AuditFilterForm

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any):
        super().__init__(data, *args, **kwargs)
        self._look_at_months(data.getlist("month") if data else [])
        for name, choices in _choices(self.request.user).items():
            self.filters[name].extra["choices"] = choices

    def numbered(self, audits: AuditQuerySet, name: str, text: str) -> AuditQuerySet:
        """By the audit's own number. A case ID is looked up by the search, which posts it: filters stand in the address."""
        digits = text.lower().replace("audit", "").strip()
        # A number beyond what the database can hold is nobody's.
        is_number = digits.isascii() and digits.isdigit() and len(digits) < 19
        return audits.filter(number=int(digits)) if is_number else audits.none()

    def _look_at_months(self, codes: list[str]) -> None:
        chosen = months_filter(codes)
        chosen.parent, chosen.model = self, self.filters["month"].model
        chosen.field_name = "month"
        self.filters["month"] = chosen

    def in_month(self, audits: AuditQuerySet, name: str, codes: str | list[str]) -> AuditQuerySet:
        return of_months(audits, codes, self._asked("kind"))

    def named(self, audits: AuditQuerySet, name: str, code: str) -> AuditQuerySet:
        """Of the states in which its auditor has it again, by what gave it back."""
        found = audits.with_last_version()
        returned, reopened = Q(state=AuditState.IN_PROGRESS) & ~Q(return_reason=""), Q(last_version=VersionKind.REOPENED)
        named = dict(STATES)[code]
        if named == OPENED_AGAIN:
            return found.filter(returned & reopened)
        if named == SENT_BACK:
            return found.filter(returned & (Q(last_version=None) | ~reopened))
        return found.filter(state=code).exclude(returned)

    def counted_by(self, audits: AuditQuerySet, name: str, stage: str) -> AuditQuerySet:
        return audits.finished() if stage == POST else audits.submitted()

    def graded(self, audits: AuditQuerySet, name: str, grade: str) -> AuditQuerySet:
        """By the grades that are kept of each counted audit: reading those of every audit took a third of a second with 50,000.

        One list, which is made once: joined to what is kept of each, or as this list or that, the database would look at every audit.
        """
        grades = GRADES[grade]
        agreed = CountedAudit.objects.filter(after__in=grades)
        first = CountedAudit.objects.filter(before__in=grades).exclude(audit__in=hidden_audits(self.request.user))
        # Of a withdrawn one no grade is kept.
        withdrawn = Judgement.objects.at(Stage.PRE).overall().filter(grade__in=grades, audit__state=AuditState.WITHDRAWN)
        lists = [first, withdrawn] if self._asked("by") == PRE else [agreed, first.filter(state__in=_NOT_AGREED), withdrawn]
        numbers, *others = (each.order_by().values("audit") for each in lists)
        return audits.filter(pk__in=numbers.union(*others, all=True))


def _choices(person: Person) -> dict[str, Choices]:
    found = kept_for_reader(person, "choices of audits", lambda: audit_choices(person))
    return {
        "month": month_choices(found.months),
        "team": _named(found.teams),
        "cohort": [(cohort, cohort) for cohort in sorted(found.cohorts, key=folded)],
        "overall": grades_to_choose(),
        "auditor": _named(found.auditors),
    }


def _named(pairs: Any) -> Choices:
    return sorted(pairs, key=lambda pair: folded(pair[1]))
