"""What each audience is shown of a report: the rules, what is held back, the release, and the files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, discards_post, form_data, get_or_post, too_late
from foundation.accounts.settings_pages import settings_page
from foundation.activity.enums import AccessKind
from foundation.council.downloads import as_file
from foundation.documents.formats import uk_date
from foundation.passwords.password_again import ask_for_password
from reports.content import Document
from reports.enums import Format, ReportAudience
from reports.forms import AudienceReleaseForm, AudienceRulesForm, FilesForm
from reports.models import Report
from reports.pages.audiences import audience_url, hidden_table, release_words, rules_in_words
from reports.pages.files import files_table
from reports.permissions import can_approve_reports, can_prepare_releases, can_set_audience_rules
from reports.queries.approval import has_part_in
from reports.queries.audiences import content_for, release_of, rules_for, variant_of
from reports.queries.drafts import document_of
from reports.queries.files import file_name, kept_file
from reports.rendering import CONTENT_TYPES, rendered_sections
from reports.rendering import render as render_file
from reports.services import ask_for_release
from reports.services.audiences import ANOTHER_RELEASES, RULES_DENIED

from .fetching import note_that_the_board_reads, report_at

audience_rules = settings_page(
    AudienceRulesForm,
    "reports/audience_rules.html",
    may=can_set_audience_rules,
    denied_because=RULES_DENIED,
    said="The rules are saved. They are for what is released from now on.",
)


def _audience(name: str) -> ReportAudience:
    if name not in ReportAudience.values:
        raise Http404
    return ReportAudience(name)


@get_or_post
def audience_page(request: SignedInRequest, code: str, edition: int, audience: str) -> HttpResponse:
    """What the audience is shown, what is held back and why; once it is released, its files."""
    report, of = report_at(request, code, edition), _audience(audience)
    require(can_prepare_releases, request.user)
    shown = content_for(report, of)
    form = FilesForm(form_data(request), actor=request.user, report=report, audience=of)
    if request.method == "POST" and (shown is None or not report.is_approved):
        raise PermissionDenied("Files for an audience are made once the report is released to it.")
    if form.is_valid() and (job := form.save()):
        return redirect(job)
    whole = document_of(report)
    variant = variant_of(report, of, whole)
    document = shown if shown is not None and report.is_approved else variant.document
    context = {
        "report": report,
        "audience": of,
        "form": form if shown is not None and report.is_approved else None,
        "release": release_words(request.user, report, of),
        "rules": rules_in_words(rules_for(of)),
        "hidden": hidden_table(whole, variant.hidden),
        "sections": rendered_sections(document, request=request),
        "files": files_table(report, shown, of) if shown is not None and report.is_approved else None,
    }
    return render(request, "reports/audience.html", context)


@require_POST
def ask(request: SignedInRequest, code: str, edition: int, audience: str) -> HttpResponse:
    report, of = report_at(request, code, edition), _audience(audience)
    call_service(request, ask_for_release, _asked, report=report, audience=of)
    return redirect(audience_url(report, of))


def _asked(people: list) -> str:
    return f"Asked: {', '.join(map(str, people))}. The first to release it does so for all."


@discards_post("a password")
@get_or_post
def release(request: SignedInRequest, code: str, edition: int, audience: str) -> HttpResponse:
    """Asks for the password again, then whether the person is sure: what was shown once cannot be taken back."""
    report, of = report_at(request, code, edition), _audience(audience)
    require(can_approve_reports, request.user)
    require(lambda person: not has_part_in(person, report), request.user, why=ANOTHER_RELEASES)
    done = release_of(report, of)
    if done and done.is_released and done.released_on:
        return too_late(request, f"This was released on {uk_date(done.released_on)}.", audience_url(report, of))
    if asked := ask_for_password(request, before="you release the report", cancel_url=audience_url(report, of)):
        return asked
    form = AudienceReleaseForm(form_data(request), actor=request.user, report=report, audience=of)
    if form.is_valid() and form.save():
        messages.success(request, f"The report is released: {of.label.lower()}. Its files can be made below.")
        return redirect(audience_url(report, of))
    context = {"form": form, "report": report, "audience": of, "held_back": len(variant_of(report, of).hidden)}
    return render(request, "reports/release.html", context)


@require_safe
def audience_file(request: SignedInRequest, code: str, edition: int, audience: str, file_format: str) -> HttpResponse:
    """One format of what was released, for everybody who reads the report; kept where it was made, else made now."""
    report, of = report_at(request, code, edition), _audience(audience)
    if file_format not in Format.values:
        raise Http404
    shown = _released(request, report, of)
    note_that_the_board_reads(request, report, AccessKind.TOOK)
    kept = kept_file(report, file_format, shown)
    content = bytes(kept.content) if kept else render_file(shown, Format(file_format))
    return as_file(content, CONTENT_TYPES[Format(file_format)], file_name(report, file_format, of))


def _released(request: SignedInRequest, report: Report, audience: ReportAudience) -> Document:
    shown = content_for(report, audience) if report.is_approved else None
    if shown is None or (audience == ReportAudience.LEADERSHIP and not can_prepare_releases(request.user)):
        raise Http404
    return shown
