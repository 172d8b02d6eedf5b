"""The lists of themes and of findings, on the page and as files."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from audits.models import Finding, FindingTheme
from audits.themes.pages import coded_names, standing_of
from foundation.council.months import month_name
from foundation.documents import CellValue, Month
from foundation.govuk.list_tables import ListTable

THEMES_HEADER = ("Theme", "What belongs to it", "Findings coded", "State")
FINDINGS_HEADER = ("Finding", "Strength or area", "Where seen or heard", "Month", "Audit", "Team", "Service", "Cohort", "Themes")
NUMBER = {"th": {"class": "qa-number"}, "td": {"class": "qa-number"}}


class ThemeTable(ListTable):
    caption = "Themes of findings"
    on_card = ("findings_coded", "standing")
    name = tables.Column(linkify=True, verbose_name="Theme", order_by="name__folded")
    covers = tables.Column(default="–", verbose_name="What belongs to it", orderable=False)
    findings_coded = tables.Column(verbose_name="Findings coded", attrs=NUMBER)
    standing = tables.Column(empty_values=(), verbose_name="State", orderable=False)

    class Meta:
        order_by = "name"
        empty_text = "There are no themes yet. Add some, and auditors choose from them while they write."

    def render_standing(self, record: FindingTheme) -> str:
        return standing_of(record)


def theme_rows(themes: Iterable[Any]) -> Iterator[list[CellValue]]:
    return ([theme.name, theme.covers, theme.findings_coded, standing_of(theme)] for theme in themes)


class FindingTable(ListTable):
    """`suggest` gives the names of the themes that a text suggests; None where nothing is suggested to the reader."""

    caption = "Findings"
    on_card = ("kind", "themes")
    text = tables.Column(verbose_name="Finding", order_by="text__folded")
    kind = tables.Column(verbose_name="Strength or area")
    source = tables.Column(verbose_name="Seen or heard")
    month = tables.Column(accessor="audit__cycle__month")
    audit = tables.Column(linkify=True, order_by="audit_id")
    themes = tables.Column(empty_values=(), orderable=False)

    class Meta:
        # The newest audits first: by their months every finding would be sorted for each page.
        order_by = "-audit"
        empty_text = "No finding matches. Clear the filters to see all that you may read."

    def __init__(self, *args: Any, suggest: Callable[[str], list[str]] | None = None, **kwargs: Any):
        self.suggest = suggest
        super().__init__(*args, **kwargs)

    def render_month(self, value: Any) -> str:
        return month_name(value)

    def render_themes(self, record: Finding) -> SafeString | str:
        names = coded_names(record.codes.all())
        if names:
            return format_html_join("", "<div>{}</div>", ((name,) for name in names))
        suggested = self.suggest(record.text) if self.suggest else []
        return format_html('<span class="qa-muted">Suggested: {}</span>', "; ".join(suggested)) if suggested else "–"


def finding_rows(findings: Iterable[Finding]) -> Iterator[list[CellValue]]:
    for finding in findings:
        audit, team = finding.audit, finding.audit.team
        yield [
            finding.text,
            finding.get_kind_display(),
            finding.get_source_display(),
            Month(audit.cycle.month),
            audit.pk,
            str(team or ""),
            str(team.service or "") if team else "",
            audit.cohort,
            "; ".join(coded_names(finding.codes.all())),
        ]
