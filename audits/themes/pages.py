"""Themes as pages show them: to choose from, with what they were merged into, and what was done to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from audits.models import Audit, Finding, FindingCode, FindingTheme
from audits.themes.calculations import LearntThemes, Suggested, suggested_themes
from audits.themes.queries.themes import codes_of_findings, learnt_themes, open_themes, suggestions_for
from foundation.activity.models import Entry
from foundation.documents.formats import uk_date
from foundation.names import folded

# So many are offered beside a finding that is being written.
OFFERED = 3


@dataclass
class ThemeChoices:
    """The themes to choose from: pairs of a key, as forms send it, and a name. What suggestions need is read when one is asked for."""

    labels: Sequence[tuple[str, str]]

    @cached_property
    def _learnt(self) -> LearntThemes:
        return learnt_themes()

    def suggested(self, text: str) -> list[str]:
        """The keys of the themes that these words suggest, the likeliest first."""
        if not text.strip() or not self.labels:
            return []
        return [str(each.theme) for each in suggested_themes(text, self._learnt, OFFERED)]

    def suggested_names(self, text: str) -> list[str]:
        names = dict(self.labels)
        return [names[theme] for theme in self.suggested(text)]


def choices_of_open_themes() -> list[tuple[str, str]]:
    return [(str(theme.pk), theme.name) for theme in open_themes()]


def choices_for_audit(audit: Audit) -> ThemeChoices:
    """Those that are open, and what the audit's findings were coded to before it was merged or retired."""
    used = FindingTheme.objects.filter(codes__finding__audit=audit).select_related("merged_into").distinct()
    closed = [(str(theme.pk), closed_name(theme)) for theme in used if not theme.is_open]
    return ThemeChoices([*choices_of_open_themes(), *closed])


def closed_name(theme: FindingTheme) -> str:
    """“Drift (counted under Planning)”."""
    if theme.merged_into:
        return f"{theme.name} (counted under {theme.merged_into})"
    return f"{theme.name} (retired)" if theme.retired_on else theme.name


def standing_of(theme: FindingTheme) -> str:
    """How a theme stands, in a sentence."""
    if theme.merged_into and theme.merged_on:
        return f"Merged into {theme.merged_into} on {uk_date(theme.merged_on)}"
    return f"Retired on {uk_date(theme.retired_on)}" if theme.retired_on else "In use"


def coded_names(codes: Iterable[FindingCode]) -> list[str]:
    """What a finding was coded to, in the order of the names."""
    return sorted((closed_name(code.theme) for code in codes), key=folded)


@dataclass(frozen=True)
class FindingToCode:
    """A finding on the page on which several are coded: what it has, and what its words suggest."""

    finding: Finding
    coded: Sequence[str]
    suggested: Sequence[Suggested]


def findings_to_code(findings: Iterable[Finding]) -> list[FindingToCode]:
    rows = list(findings)
    codes = codes_of_findings(row.pk for row in rows)
    suggested = suggestions_for([row.text for row in rows])
    return [FindingToCode(row, coded_names(codes.get(row.pk, ())), found) for row, found in zip(rows, suggested, strict=True)]


def history_of_theme(theme: FindingTheme) -> list[dict[str, Any]]:
    """What was done to it, the newest first."""
    entries = Entry.objects.of(theme).writes().select_related("actor").order_by("-pk")
    return [
        {"title": each.sentence.capitalize(), "who": each.actor, "when": each.moment, "text": _said(each), "changes": _changes(each)}
        for each in entries
    ]


def _said(entry: Entry) -> str:
    facts = entry.facts
    match entry.verb:
        case "theme.merged":
            also = f", with {'; '.join(facts['with_it'])}, merged into it before" if facts["with_it"] else ""
            return f"Into {facts['into']}{also}."
        case "theme.took_in":
            return f"{facts['merged']} counts under this theme from then on."
        case "theme.brought_back":
            return f"It was {facts['was']}."
        case _:
            return ""


def _changes(entry: Entry) -> list[dict[str, str]]:
    if entry.verb != "theme.changed":
        return []
    before, after = (_in_words(entry.facts[when]) for when in ("before", "after"))
    labels = {"name": "Name", "covers": "What belongs to it", "domains": "Domains that it belongs to"}
    return [{"name": label, "before": before[name], "after": after[name]} for name, label in labels.items() if before[name] != after[name]]


def _in_words(said: Mapping[str, Any]) -> dict[str, str]:
    """Entries from before themes had domains name none."""
    return {"name": said["name"], "covers": said["covers"], "domains": "; ".join(said.get("domains", ()))}
