"""The list of themes, as the QA lead edits it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.models import FindingTheme
from audits.permissions import can_edit_themes
from audits.themes.forms.themes import AddThemesForm, ChangeThemeForm, MergeThemeForm
from audits.themes.pages import history_of_theme, standing_of
from audits.themes.queries.themes import themes_with_counts
from audits.themes.services.themes import ONLY_THE_LEAD, bring_back_theme, retire_theme
from audits.themes.tables import THEMES_HEADER, ThemeTable, theme_rows
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.accounts.settings_pages import settings_page
from foundation.council.list_pages import list_page


@require_safe
def theme_list(request: SignedInRequest) -> HttpResponse:
    require(can_edit_themes, request.user, why=ONLY_THE_LEAD)
    table = ThemeTable(themes_with_counts())
    return list_page(request, "audits/themes/list.html", table=table, title="Finding themes", header=THEMES_HEADER, file_rows=theme_rows)


add = settings_page(
    AddThemesForm,
    "audits/themes/add.html",
    may=can_edit_themes,
    denied_because=ONLY_THE_LEAD,
    said="The themes are added. Auditors can choose them from now on.",
    then="audits:finding-themes",
)


@get_or_post
def theme_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """What it is called, what was merged into it, and what was done to it."""
    theme = _theme(request, pk)
    form = ChangeThemeForm(form_data(request), actor=request.user, theme=theme)
    if form.is_valid() and form.save():
        messages.success(request, "The theme is saved.")
        return redirect("audits:finding-themes")
    page = {"theme": theme, "form": form, "standing": standing_of(theme), "merged": list(theme.merged.all())}
    return render(request, "audits/themes/theme.html", page | {"entries": history_of_theme(theme)})


@get_or_post
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    theme = _theme(request, pk)
    if theme.merged_into:
        return too_late(request, f"“{theme}” was merged into “{theme.merged_into}” already.", theme)
    form = MergeThemeForm(form_data(request), actor=request.user, theme=theme)
    if form.is_valid() and (merged := form.save()):
        messages.success(request, f"“{merged}” is merged: what was coded to it counts under “{merged.merged_into}”.")
        return redirect("audits:finding-themes")
    return render(request, "audits/themes/merge.html", {"theme": theme, "form": form})


@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, retire_theme, "Retired: it is no longer offered, and what was coded to it still counts.")


@require_POST
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, bring_back_theme, "It is in use again.")


def _act(request: SignedInRequest, pk: int, service: Any, said: str) -> HttpResponse:
    theme = _theme(request, pk)
    call_service(request, service, said, theme=theme)
    return redirect(theme)


def _theme(request: SignedInRequest, pk: int) -> FindingTheme:
    require(can_edit_themes, request.user, why=ONLY_THE_LEAD)
    return get_object_or_404(themes_with_counts(), pk=pk)
