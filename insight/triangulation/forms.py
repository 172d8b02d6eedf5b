"""Which practice is looked at, and of which audits."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from audits.models import FindingTheme
from audits.themes.queries.themes import standing_themes
from audits.tool.queries import monthly_lines
from insight.forms import ScopeForm
from insight.pages.scope import address_of
from insight.queries.choices import ScopeChoices

from .facts.sentences import ALL_OF_PRACTICE


class TriangulationForm(ScopeForm):
    field_order: tuple[str, ...] = ("domain", "finding_theme", *ScopeForm.field_order)

    domain = forms.ChoiceField(label="Domain", required=False)
    finding_theme = forms.TypedChoiceField(label="Theme of findings", required=False, empty_value=None)

    def __init__(self, data: QueryDict, *, choices: ScopeChoices) -> None:
        super().__init__(data, choices=choices)
        self.domains = _of_the_newest_tool()
        self.fields["domain"].choices = [("", "All domains"), *((name, name) for name in (ALL_OF_PRACTICE, *self.domains))]
        self.themes = list(standing_themes())
        themes = {str(theme.pk): theme for theme in self.themes}
        self.fields["finding_theme"].choices = [("", "None"), *((pk, theme.name) for pk, theme in themes.items())]
        self.fields["finding_theme"].coerce = themes.__getitem__

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("domain") and cleaned.get("finding_theme"):
            self.add_error("finding_theme", "Choose a domain or a theme of findings, not both. The domain is shown.")
        return cleaned

    @property
    def theme_chosen(self) -> FindingTheme | None:
        return self.chosen.get("finding_theme")

    @property
    def domain_chosen(self) -> str | None:
        """Its name, empty for all of practice; None where every domain is looked at."""
        chosen = self.chosen.get("domain")
        return None if not chosen else "" if chosen == ALL_OF_PRACTICE else str(chosen)

    @property
    def query(self) -> str:
        asked: dict[str, Any] = {"domain": self.chosen["domain"]} if self.chosen.get("domain") else {}
        asked |= {"finding_theme": self.theme_chosen.pk} if self.theme_chosen else {}
        return address_of(self.scope, self.stage_chosen) + (f"&{urlencode(asked)}" if asked else "")


def _of_the_newest_tool() -> list[str]:
    lines = set(monthly_lines().values())
    newest = max((line.version for line in lines), default=0)
    return [line.name for line in sorted(lines, key=lambda line: line.position) if line.version == newest]
