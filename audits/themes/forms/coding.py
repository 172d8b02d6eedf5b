"""Many findings coded at once: to themes that the lead chooses, or to those that their words suggest."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from audits.enums import HowCoded
from audits.models import Finding
from audits.themes.pages import FindingToCode, choices_of_open_themes
from audits.themes.queries.themes import theme_names
from audits.themes.services.coding import code_findings
from foundation.govuk.forms import ServiceForm


class CodeFindingsForm(ServiceForm):
    """The same themes for every ticked finding."""

    themes = forms.MultipleChoiceField(label="Themes", widget=forms.CheckboxSelectMultiple)
    how = forms.ChoiceField(label="What to do with them", choices=HowCoded, initial=HowCoded.ADD, widget=forms.RadioSelect)
    findings = forms.MultipleChoiceField(label="Findings", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rows: Sequence[FindingToCode], **kwargs: Any):
        super().__init__(*args, initial={"findings": [str(row.finding.pk) for row in rows]}, **kwargs)
        self.fields["themes"].choices = choices_of_open_themes()
        self.fields["findings"].choices = [(str(row.finding.pk), row.finding.text) for row in rows]
        self._hints = {str(row.finding.pk): about(row) for row in rows}
        self.submit_text = f"Code {len(rows)} finding{'' if len(rows) == 1 else 's'}"

    def options_of(self, name: str) -> Mapping[str, Any]:
        looks: dict[str, Mapping[str, Any]] = {
            "themes": {"small": True, "legend_size": "m", "narrow": True},
            "how": {"small": True, "legend_size": "s"},
            "findings": {"small": True, "legend_size": "m", "choice_hints": self._hints},
        }
        return looks.get(name, {})

    def act(self) -> int:
        given = self.cleaned_data
        themes = {int(theme) for theme in given["themes"]}
        chosen = {int(finding): themes for finding in given["findings"]}
        return code_findings(actor=self.actor, chosen=chosen, how=HowCoded(given["how"]))


class AcceptSuggestionsForm(ServiceForm):
    """Each finding with the themes that its words suggest; the likely ones are ticked."""

    submit_text = "Accept what is ticked"

    def __init__(self, *args: Any, rows: Sequence[FindingToCode], **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = theme_names()
        self.rows = {f"finding-{row.finding.pk}": row for row in rows if row.suggested}
        for name, row in self.rows.items():
            field = forms.MultipleChoiceField(
                label=row.finding.text,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(str(each.theme), names[each.theme]) for each in row.suggested],
                initial=[str(each.theme) for each in row.suggested if each.is_likely],
                help_text=about(row),
            )
            self.add_field(name, field)

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"small": True, "inline": True, "legend_size": "s"}

    def act(self) -> int | None:
        ticked = {row.finding.pk: {int(theme) for theme in self.cleaned_data[name]} for name, row in self.rows.items()}
        chosen = {finding: themes for finding, themes in ticked.items() if themes}
        if not chosen:
            self.add_error(None, ValidationError("Tick at least one theme, or go back to the list."))
            return None
        return code_findings(actor=self.actor, chosen=chosen)


def about(row: FindingToCode) -> str:
    """“Area for improvement, June 2023, audit 1042. Coded: Recording”."""
    finding: Finding = row.finding
    where = f"{finding.get_kind_display()}, {finding.audit.cycle}, audit {finding.audit_id}"
    return f"{where}. Coded: {'; '.join(row.coded)}" if row.coded else where
