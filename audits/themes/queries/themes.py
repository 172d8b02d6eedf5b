"""The themes, what was coded to them, and what they would be suggested for."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from audits.models import Audit, FindingCode, FindingTheme
from audits.themes.calculations import LearntThemes, Suggested, learn_themes, suggested_themes

# Suggestions are learnt from so many codes, the newest: more would make them no better, and the page slower.
LEARNT_FROM = 2_000
# Under which theme a code counts.
COUNTED_UNDER = Coalesce("theme__merged_into", "theme")


def coded_under(codes: QuerySet[FindingCode]) -> QuerySet[Any]:
    """With `counted_under`: the key of the theme under which each code counts."""
    return codes.annotate(counted_under=COUNTED_UNDER)


def codes_counted_under(theme: int) -> Q:
    """Of a finding, that it was coded to the theme or to one that was merged into it: few of all findings, so they are looked up.

    Which themes these are is asked first, or every code would be read for its theme.
    """
    themes = FindingTheme.objects.filter(Q(pk=theme) | Q(merged_into=theme)).order_by()
    return Q(pk__in=FindingCode.objects.filter(theme__in=themes.values("pk")).order_by().values("finding"))


def open_themes() -> QuerySet[FindingTheme]:
    """Those to which findings may be coded."""
    return FindingTheme.objects.filter(merged_into=None, retired_on=None)


def standing_themes() -> QuerySet[FindingTheme]:
    """Those under which findings count: retired ones among them, merged ones not."""
    return FindingTheme.objects.filter(merged_into=None)


def theme_names() -> dict[int, str]:
    """By key, of every theme that there ever was."""
    return dict(FindingTheme.objects.values_list("pk", "name"))


def themes_with_counts() -> QuerySet[FindingTheme]:
    """Every theme with `findings_coded`: how many findings were coded to it itself."""
    return FindingTheme.objects.select_related("merged_into").annotate(findings_coded=Count("codes"))


def learnt_themes() -> LearntThemes:
    """What the words of the newest codes say of each theme that is open: of merged ones, of that under which they count."""
    names = {theme.pk: f"{theme.name} {theme.covers}" for theme in open_themes()}
    if not names:
        return learn_themes({}, ())
    coded = coded_under(FindingCode.objects.order_by("-pk")).values_list("counted_under", "finding__text")
    return learn_themes(names, coded[:LEARNT_FROM])


def suggestions_for(texts: Iterable[str], learnt: LearntThemes | None = None) -> list[list[Suggested]]:
    """For each text its suggestions, the likeliest first."""
    learnt = learnt or learnt_themes()
    return [suggested_themes(text, learnt) for text in texts]


def codes_of_findings(findings: Iterable[int]) -> dict[int, list[FindingCode]]:
    """By the key of each finding, its codes with their themes, in the order of the names."""
    found: dict[int, list[FindingCode]] = {}
    rows = FindingCode.objects.filter(finding__in=list(findings)).select_related("theme__merged_into")
    for code in rows.order_by("theme__name__folded", "pk"):
        found.setdefault(code.finding_id, []).append(code)
    return found


def uncoded_findings(audit: Audit) -> int:
    """How many of its findings have no theme; none where there are no themes to choose from."""
    return audit.findings.filter(codes=None).count() if open_themes().exists() else 0


def audits_coded_to(theme: FindingTheme) -> list[int]:
    """The numbers of submitted audits of which a finding was coded to it, or to one of those that were merged into it."""
    codes = FindingCode.objects.filter(Q(theme=theme) | Q(theme__merged_into=theme)).order_by().values("finding__audit")
    return list(Audit.objects.submitted().filter(pk__in=codes).order_by("pk").values_list("pk", flat=True))
