"""The files of a report: made in the background, one by one or all in one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.activity.enums import AccessKind
from foundation.council.downloads import as_file
from reports.enums import Format
from reports.forms import FilesForm
from reports.models import ReportFile
from reports.pages.audiences import audiences_table
from reports.pages.files import files_table
from reports.permissions import can_prepare_releases
from reports.queries.audiences import content_for_reader
from reports.queries.files import file_name, in_one, kept_file, kept_files
from reports.rendering import CONTENT_TYPES
from reports.rendering import render as render_file

from .fetching import note_that_the_board_reads, report_at


@get_or_post
def files_page(request: SignedInRequest, code: str, edition: int) -> HttpResponse:
    """What is kept, and a form that has more made."""
    report = report_at(request, code, edition)
    form = FilesForm(form_data(request), actor=request.user, report=report)
    if form.is_valid() and (job := form.save()):
        return redirect(job)
    shown = content_for_reader(report, request.user)
    context = {
        "form": form,
        "report": report,
        "files": files_table(report, shown),
        "several": len(kept_files(report, shown)) > 1,
        "audiences": audiences_table(report) if can_prepare_releases(request.user) else None,
    }
    return render(request, "reports/files.html", context)


@require_safe
def download(request: SignedInRequest, code: str, file_format: str, edition: int | None = None) -> HttpResponse:
    """One format at once: of an approved report the file that is kept, else made as it stands now."""
    report = report_at(request, code, edition)
    if file_format not in Format.values:
        raise Http404
    chosen = Format(file_format)
    note_that_the_board_reads(request, report, AccessKind.TOOK)
    shown = content_for_reader(report, request.user)
    kept = kept_file(report, file_format, shown) if report.is_approved else None
    content = bytes(kept.content) if kept else render_file(shown, chosen)
    return as_file(content, CONTENT_TYPES[chosen], file_name(report, file_format))


@require_safe
def file(request: SignedInRequest, code: str, edition: int, file_format: str) -> HttpResponse:
    """A file that is kept, byte for byte as it was made."""
    report = report_at(request, code, edition)
    kept = kept_file(report, file_format, content_for_reader(report, request.user))
    if kept is None or file_format not in Format.values:
        raise Http404
    note_that_the_board_reads(request, report, AccessKind.TOOK)
    return as_file(bytes(kept.content), CONTENT_TYPES[Format(file_format)], file_name(report, file_format))


@require_safe
def all_files(request: SignedInRequest, code: str, edition: int) -> HttpResponse:
    """Every file that is kept as one zip, with a manifest of their hashes."""
    report = report_at(request, code, edition)
    shown = content_for_reader(report, request.user)
    kept = list(ReportFile.objects.filter(pk__in=[each.pk for each in kept_files(report, shown)]))
    if not kept:
        raise Http404
    note_that_the_board_reads(request, report, AccessKind.TOOK)
    return as_file(in_one(report, kept), "application/zip", file_name(report, "zip"))
