"""The themes of findings: how often each was seen, one of them with examples, and the month's key findings drafted from them."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.calculations import FEWEST
from audits.enums import FindingKind
from audits.fetching import get_cycle
from audits.models import FindingTheme
from audits.permissions import can_edit_themes, reads_every_audit
from audits.themes.queries.themes import standing_themes
from foundation.accounts.models import Service
from foundation.accounts.permissions import require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.downloads import PUBLISHED_EXPORTS, format_asked, sheets_as_file
from foundation.council.months import month_code, month_name, period_name
from insight.enums import ThemePart
from insight.models import MonthFinding
from insight.permissions import can_draft_findings, can_open_audits, can_see_insight
from insight.queries.agreement import months_still_to_moderate
from insight.queries.distributions import months_with_audits
from insight.themes.forms import MonthFindingsForm, ThemePeriodForm
from insight.themes.pages import (
    HOW_COUNTED,
    KINDS,
    REPEATS,
    FindingLinks,
    breakdown_table,
    coding_words,
    counts_sheet,
    names_of,
    offers,
    repetitions_table,
    theme_figures,
    themes_table,
    unseen_words,
)
from insight.themes.queries.counts import (
    ThemeCounts,
    ThemeScope,
    coded_findings,
    cohorts_with_findings,
    months_with_findings,
    repetitions,
    shown_counts,
    theme_breakdowns,
    theme_counts,
)
from insight.themes.queries.examples import theme_examples
from insight.themes.services import ONLY_THE_LEAD, month_counts
from insight.triangulation.pages.page import theme_address


@require_safe
def themes(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_findings()
    if ends is None:
        has_audits = months_with_audits() is not None
        about = {"of_findings": has_audits, "for_board": board_reader() is not None and not has_audits}
        return render(request, "insight/empty.html", about)
    form = _form(request, ends)
    scope = _scope(request, form)
    counts, names = shown_counts(request.user, theme_counts(scope)), names_of(standing_themes())
    if export := format_asked(request):
        name = f"Themes {month_code(scope.first)} to {month_code(scope.last)}"
        return sheets_as_file([counts_sheet([counts, *theme_breakdowns(scope, _parts_for(request)[1:])], names)], export, name)
    by = counts if form.part == ThemePart.MONTH else theme_counts(scope, form.part)
    links = FindingLinks(scope, can_open_audits(request.user))
    kinds = [(themes_table(kind, counts, by, names, links, form.query), unseen_words(kind, counts, names)) for kind in KINDS]
    page = {"kinds": kinds, "has_themes": bool(names), "repeats": repetitions_table(repetitions(counts), names, links, form.query)}
    return render(request, "insight/themes.html", page | _about(request, form, scope, counts))


def _form(request: SignedInRequest, ends: tuple[datetime.date, datetime.date], *, has_breakdown: bool = True) -> ThemePeriodForm:
    sees_all = reads_every_audit(request.user)
    services = list(Service.objects.values_list("pk", "name")) if sees_all else []
    cohorts = cohorts_with_findings() if sees_all else []
    return ThemePeriodForm(
        request.GET, earliest=ends[0], latest=ends[1], cohorts=cohorts, services=services, has_breakdown=has_breakdown and sees_all
    )


def _scope(request: SignedInRequest, form: ThemePeriodForm) -> ThemeScope:
    first, last = form.period
    return ThemeScope(first, last, form.cohort_chosen, form.service_chosen, months_still_to_moderate(request.user, first, last))


def _parts_for(request: SignedInRequest) -> list[ThemePart]:
    """By month; for people who may read every audit by everything else too: its groups are small."""
    others = [part for part in ThemePart if part != ThemePart.MONTH] if reads_every_audit(request.user) else []
    return [ThemePart.MONTH, *others]


def _about(request: SignedInRequest, form: ThemePeriodForm, scope: ThemeScope, counts: ThemeCounts) -> dict:
    """What stands around the tables: the period, what is left out for this reader, how it is counted."""
    sees_all, found = reads_every_audit(request.user), coded_findings(scope)
    return {
        "form": form,
        "exports": PUBLISHED_EXPORTS,
        "period": period_name(scope.first, scope.last),
        "hidden": [month_name(month) for month in scope.hidden],
        "sees_all": sees_all,
        "figures": theme_figures(counts, found) if sees_all else [],
        "coding": coding_words(found) if sees_all else "",
        "how_counted": HOW_COUNTED,
        "repeats_where": REPEATS,
        "audits": counts.of,
        "may_edit": can_edit_themes(request.user),
        "draft": _draft_of(request, scope),
    }


def _draft_of(request: SignedInRequest, scope: ThemeScope) -> dict[str, str] | None:
    """For the lead, where the key findings of the period's last month are drafted."""
    if not can_draft_findings(request.user):
        return None
    return {
        "text": f"Draft key findings of {month_name(scope.last)}",
        "href": reverse("insight:month-findings", args=[month_code(scope.last)]),
    }


@require_safe
def theme(request: SignedInRequest, pk: int) -> HttpResponse:
    """One theme: its counts by each breakdown, and three examples of each kind for people who are near audits."""
    require(can_see_insight, request.user)
    found = get_object_or_404(FindingTheme.objects.select_related("merged_into"), pk=pk)
    if found.merged_into:
        return redirect("insight:theme", found.merged_into_id)
    ends = months_with_findings()
    if ends is None:
        return redirect("insight:themes")
    form = _form(request, ends, has_breakdown=False)
    scope = _scope(request, form)
    by_month, *others = theme_breakdowns(scope, _parts_for(request), found.pk)
    counts, links = shown_counts(request.user, by_month), FindingLinks(scope, can_open_audits(request.user))
    page = {
        "theme": found,
        "merged": list(found.merged.all()),
        "breakdowns": [breakdown_table(found, each, links) for each in [counts, *others]],
        "examples": _examples(request, scope, found, counts),
        "opens": links.opens,
        "query": form.query,
        "other_sources": theme_address(found.pk, form.query),
    }
    # Each of its tables is a file by itself.
    return render(request, "insight/theme.html", page | _about(request, form, scope, counts) | {"exports": ()})


def _examples(request: SignedInRequest, scope: ThemeScope, found: FindingTheme, counts: ThemeCounts) -> list[tuple[str, list[str]]]:
    """None for people who read totals alone, nor of so few audits that an example would tell whose it is."""
    if not can_open_audits(request.user):
        return []
    fewest = 1 if reads_every_audit(request.user) else FEWEST
    kinds = [kind for kind in KINDS if counts.total((found.pk, kind)) >= fewest]
    examples = theme_examples(request.user, scope, found, kinds)
    return [(KINDS[kind], texts) for kind, texts in examples.items()]


@get_or_post
def month_findings(request: SignedInRequest, code: str) -> HttpResponse:
    """The key findings of a month: themes chosen, sentences drafted with their counts, edited, saved."""
    require(can_draft_findings, request.user, why=ONLY_THE_LEAD)
    cycle = get_cycle(code)
    rows = list(MonthFinding.objects.filter(month=cycle.month).select_related("theme", "written_by"))
    counts = month_counts(cycle.month)
    drafted = [(row.theme_id, FindingKind(row.kind)) for row in rows]
    offered = offers(counts.months, cycle.month, names_of(standing_themes()), drafted)
    form = MonthFindingsForm(form_data(request), actor=request.user, cycle=cycle, rows=rows, offered=offered)
    if form.is_valid() and (new := form.save()) is not None:
        messages.success(request, "Saved. Edit the new sentences below." if new and new is not True else "Saved.")
        return redirect(request.path)
    moved = [
        (row, counts.seen(key))
        for row, key in zip(rows, drafted, strict=True)
        if (counts.seen(key), counts.of) != (row.seen_in, row.seen_of)
    ]
    page = {"form": form, "cycle": cycle, "taken": [row for row in rows if row.taken_on], "of": counts.of, "moved": moved}
    return render(request, "insight/month_findings.html", page)
