"""What the list of voices can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q

from audits.models import FindingTheme
from audits.themes.queries.themes import standing_themes
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.council.months import month_code, month_name, parse_month
from foundation.govuk.forms import GovukFilterForm

from .enums import Consent, VoiceSource, VoiceState
from .models import VoiceRecord
from .querysets import VoiceQuerySet

OVERDUE, QUOTED = "overdue", "quoted"
STAGES = [(OVERDUE, "Answer overdue"), (QUOTED, "With words to quote")]


def months_of(request: Any) -> list[tuple[str, str]]:
    months = VoiceRecord.objects.visible_to(request.user).order_by("-month").values_list("month", flat=True).distinct()
    return [(month_code(month), month_name(month)) for month in months]


def teams_heard(request: Any) -> Any:
    return Team.objects.filter(gathered_voices__in=VoiceRecord.objects.visible_to(request.user)).distinct()


def gatherers_seen(request: Any) -> Any:
    return Person.objects.filter(gathered_voices__in=VoiceRecord.objects.visible_to(request.user)).distinct()


class VoiceFilter(django_filters.FilterSet):
    source = django_filters.ChoiceFilter(choices=VoiceSource.choices, label="Whose voice")
    state = django_filters.ChoiceFilter(choices=VoiceState.choices, label="What came of it")
    month = django_filters.ChoiceFilter(method="of_month", label="Month")
    theme = django_filters.ModelChoiceFilter(queryset=lambda request: standing_themes(), method="of_theme", label="Theme")
    team = django_filters.ModelChoiceFilter(queryset=teams_heard, label="Team")
    consent = django_filters.ChoiceFilter(choices=Consent.choices, label="May be quoted")
    stage = django_filters.ChoiceFilter(choices=STAGES, method="at_stage", label="Only")
    gathered_by = django_filters.ModelChoiceFilter(queryset=gatherers_seen, label="Gathered by")

    class Meta:
        model = VoiceRecord
        fields: list[str] = []
        form = GovukFilterForm

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["month"].extra["choices"] = months_of(self.request)

    def of_month(self, found: VoiceQuerySet, name: str, code: str) -> VoiceQuerySet:
        return found.filter(month=parse_month(code))

    def of_theme(self, found: VoiceQuerySet, name: str, theme: FindingTheme) -> VoiceQuerySet:
        coded = Q(codes__theme=theme) | Q(codes__theme__merged_into=theme)
        return found.filter(pk__in=VoiceRecord.objects.filter(coded).order_by().values("pk"))

    def at_stage(self, found: VoiceQuerySet, name: str, stage: str) -> VoiceQuerySet:
        return found.overdue(today()) if stage == OVERDUE else found.quotable()
