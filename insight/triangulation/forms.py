"""Which practice is looked at, and of which audits."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from audits.tool.queries import monthly_lines
from insight.forms import ScopeForm
from insight.pages.scope import address_of
from insight.queries.choices import ScopeChoices

from .facts.sentences import ALL_OF_PRACTICE


class TriangulationForm(ScopeForm):
    field_order: tuple[str, ...] = ("domain", *ScopeForm.field_order)

    domain = forms.ChoiceField(label="Domain", required=False)

    def __init__(self, data: QueryDict, *, choices: ScopeChoices) -> None:
        super().__init__(data, choices=choices)
        self.domains = _of_the_newest_tool()
        self.fields["domain"].choices = [("", "All domains"), *((name, name) for name in (ALL_OF_PRACTICE, *self.domains))]

    @property
    def domain_chosen(self) -> str | None:
        """Its name, empty for all of practice; None where every domain is looked at."""
        chosen = self.chosen.get("domain")
        return None if not chosen else "" if chosen == ALL_OF_PRACTICE else str(chosen)

    @property
    def query(self) -> str:
        asked: dict[str, Any] = {"domain": self.chosen["domain"]} if self.chosen.get("domain") else {}
        return address_of(self.scope, self.stage_chosen) + (f"&{urlencode(asked)}" if asked else "")


def _of_the_newest_tool() -> list[str]:
    lines = set(monthly_lines().values())
    newest = max((line.version for line in lines), default=0)
    return [line.name for line in sorted(lines, key=lambda line: line.position) if line.version == newest]
