"""The strengths and the areas for improvement of an audit, each with where it was seen or heard and the themes that it is coded to."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from audits.auditing.forms.section import AuditSectionForm
from audits.auditing.services.auditing import save_all_findings
from audits.auditing.services.lines import Themes, findings_lines, stored_findings
from audits.enums import FindingKind, Source
from audits.forms import LATER
from audits.models import Audit
from audits.themes.pages import ThemeChoices, choices_for_audit
from audits.themes.queries.themes import codes_of_findings
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukForm

BLANK_ROWS = 3
THEMES, OTHER_THEMES = "themes", "other_themes"


class FindingRow(GovukForm, forms.Form):
    """One strength or area: what, where it was seen or heard, and its themes.

    `themes` shows those that are chosen and those that its words suggest, `other_themes` the rest; each takes any of them, as a theme
    moves from one to the other while the words are written.
    """

    text = forms.CharField(required=False, widget=forms.Textarea)
    source = forms.ChoiceField(label="Where seen or heard", choices=Source, initial=Source.RECORD)
    themes = forms.MultipleChoiceField(label="Themes", required=False, widget=forms.CheckboxSelectMultiple)
    other_themes = forms.MultipleChoiceField(label="Other themes", required=False, widget=forms.CheckboxSelectMultiple)

    heading = ""

    def __init__(self, *args: Any, choices: ThemeChoices, audit: Audit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.choices = choices
        for name in (THEMES, OTHER_THEMES):
            self.fields[name].choices = choices.labels
        if choices.labels:
            self.fields["text"].widget.attrs |= self._asks_for_suggestions(audit)

    def _asks_for_suggestions(self, audit: Audit) -> dict[str, str]:
        """While typing. Posted, so that what is written about a child stands in no log of addresses."""
        address = reverse("audits:suggest-themes", args=[audit.number], query={"row": self.prefix})
        return {"hx-post": address, "hx-trigger": "input changed delay:700ms", "hx-target": f"#{self.themes_place}", "hx-swap": "innerHTML"}

    @property
    def themes_place(self) -> str:
        """Where the themes of this row stand on the page."""
        return f"{self.prefix}-chosen"

    @cached_property
    def in_sight(self) -> list[str]:
        """The chosen themes, then those that the words suggest."""
        chosen = list(self[THEMES].value() or ())
        suggested = self.choices.suggested(self["text"].value() or "")
        return list(dict.fromkeys([*map(str, chosen), *suggested]))

    @cached_property
    def out_of_sight(self) -> list[str]:
        return [value for value, _ in self.choices.labels if value not in self.in_sight]

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name == THEMES:
            return {"only": self.in_sight, "small": True, "inline": True, "legend_size": "s"}
        if name == OTHER_THEMES:
            return {"only": self.out_of_sight, "small": True, "inline": True, "hide_label": True}
        return {"text": {"label": self.heading, "rows": 2}, "source": {}}[name]


class FindingRows(forms.BaseFormSet):
    """The rows of one kind: those that are stored and three blank ones."""

    def __init__(self, data: Any = None, *, kind: FindingKind, audit: Audit, choices: ThemeChoices, **kwargs: Any):
        self.kind = kind
        stored = list(audit.findings.filter(kind=kind).order_by("pk"))
        codes = codes_of_findings(row.pk for row in stored)
        rows = [{"text": row.text, "source": row.source, THEMES: [str(code.theme_id) for code in codes.get(row.pk, ())]} for row in stored]
        # What was given is taken as it is: a row that equals the stored one is no row left blank.
        given = {"prefix": kind.value, "initial": rows if data is None else None, "form_kwargs": {"choices": choices, "audit": audit}}
        super().__init__(None if data is None else with_every_theme(data, kind.value), **kwargs | given)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.heading = f"{self.kind.label} {(index or 0) + 1}"  # type: ignore[attr-defined]  # a FindingRow

    @property
    def _rows(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data]

    def given(self) -> list[tuple[str, Source]]:
        return [(row["text"], Source(row["source"])) for row in self._rows]

    def given_themes(self) -> Sequence[Collection[int]]:
        return [{int(theme) for theme in row[THEMES]} for row in self._rows]


def with_every_theme(data: QueryDict, prefix: str) -> QueryDict:
    """The same with what was ticked among the other themes of a row ticked among its themes."""
    moved = data.copy()
    for name in data:
        if name.startswith(f"{prefix}-") and name.endswith(f"-{OTHER_THEMES}"):
            among = f"{name.removesuffix(OTHER_THEMES)}{THEMES}"
            moved.setlist(among, [*dict.fromkeys([*data.getlist(among), *data.getlist(name)])])
    return moved


FindingFormSet: Any = forms.formset_factory(FindingRow, formset=FindingRows, extra=BLANK_ROWS, max_num=60)


class FindingsForm(AuditSectionForm):
    """Strengths and areas for improvement: `sets` holds the rows of each."""

    other_submits = (("more", "Save and add more"), *LATER)

    def __init__(self, data: Any = None, *, audit: Audit, **kwargs: Any):
        choices = choices_for_audit(audit)
        self.sets = [FindingFormSet(data, kind=kind, audit=audit, choices=choices) for kind in FindingKind]
        super().__init__(data, audit=audit, **kwargs)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(each.is_valid() for each in self.sets)])

    def stored_lines(self) -> Lines:
        return stored_findings(self.audit)

    def given(self) -> dict[FindingKind, list[tuple[str, Source]]]:
        return {each.kind: each.given() for each in self.sets}

    def given_themes(self) -> Themes:
        return {each.kind: each.given_themes() for each in self.sets}

    def given_lines(self) -> Lines:
        return findings_lines(self.given(), self.given_themes())

    def again(self, data: QueryDict) -> "FindingsForm":
        return FindingsForm(data, actor=self.actor, audit=self.audit, halfway=True)

    def write(self) -> None:
        save_all_findings(actor=self.actor, audit=self.audit, findings=self.given(), themes=self.given_themes(), seen=self.began_from)
