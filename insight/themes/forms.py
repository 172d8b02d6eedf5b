"""The period of which findings are counted, and the findings that are drafted for a month."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from audits.enums import FindingKind, Source
from audits.models import Cycle
from foundation.govuk.forms import ServiceForm
from foundation.guard.forms import KEPT, GuardedWords
from insight.enums import ThemePart
from insight.forms import PeriodForm
from insight.models import MonthFinding
from insight.themes.services import WrittenFinding, save_month_findings

# Themes by their keys, each with its name and in how many audits it was seen.
Offers = Sequence[tuple[str, str]]


class ThemePeriodForm(PeriodForm):
    """Which months the findings are of, and what they are counted by; a wider audience chooses the months alone."""

    service = forms.ChoiceField(label="Service", required=False)
    by = forms.ChoiceField(label="Counts by", choices=ThemePart.choices, required=False)

    def __init__(self, data: QueryDict, *, services: Sequence[tuple[int, str]], has_breakdown: bool, **kwargs: Any) -> None:
        """`services`, as `cohorts`, are those to choose from; a wider audience is given none, and no breakdown."""
        super().__init__(data, **kwargs)
        self.fields["service"].choices = [("", "All services"), *services]
        for name, is_asked in (("cohort", kwargs.get("cohorts")), ("service", services), ("by", has_breakdown)):
            if not is_asked:
                del self.fields[name]

    def _chosen(self, name: str) -> str:
        return self.cleaned_data.get(name, "") if self.is_valid() else ""

    @property
    def cohort_chosen(self) -> str:
        return self._chosen("cohort")

    @property
    def service_chosen(self) -> int | None:
        chosen = self._chosen("service")
        return int(chosen) if chosen else None

    @property
    def part(self) -> ThemePart:
        return ThemePart(self._chosen("by") or ThemePart.MONTH)

    @property
    def query(self) -> str:
        service = f"&service={self.service_chosen}" if self.service_chosen else ""
        return f"{super().query}{service}"


class MonthFindingsForm(GuardedWords, ServiceForm):
    """The drafted findings of a month, to be edited, and the themes from which more can be drafted."""

    submit_text = "Save"
    other_submits = (("draft", "Draft sentences for what is ticked"),)

    def __init__(
        self, *args: Any, cycle: Cycle, rows: Sequence[MonthFinding], offered: Mapping[FindingKind, Offers], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cycle, self.rows = cycle, [row for row in rows if row.taken_on is None]
        for row in self.rows:
            label = f"{row.get_kind_display()}: {row.theme}"
            words = forms.CharField(label=label, required=False, widget=forms.Textarea, initial=row.text, max_length=1_000)
            source = forms.ChoiceField(label="Source", choices=Source, initial=row.source)
            self.add_fields({f"text_{row.pk}": words, f"source_{row.pk}": source})
        for kind, choices in offered.items():
            if choices:
                label = f"{'Strengths' if kind == FindingKind.STRENGTH else 'Areas for improvement'} to draft from"
                ticks = forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple)
                self.add_field(f"themes_{kind.value}", ticks)

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.startswith("themes_"):
            return {"small": True, "legend_size": "m"}
        return {"rows": 2, "label_size": "s", "count_from": 75} if name.startswith("text_") else {}

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Of each drafted finding the box of its words and that of its source."""
        return [(self[f"text_{row.pk}"], self[f"source_{row.pk}"]) for row in self.rows]

    @property
    def ticks(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("themes_")]

    def act(self) -> list[MonthFinding]:
        given = self.cleaned_data
        written = {row.pk: WrittenFinding(given[f"text_{row.pk}"], Source(given[f"source_{row.pk}"])) for row in self.rows}
        drafts = [(int(theme), kind) for kind in FindingKind for theme in given.get(f"themes_{kind.value}", ())]
        return save_month_findings(actor=self.actor, cycle=self.cycle, written=written, drafts=drafts, kept=given.get(KEPT, ""))
