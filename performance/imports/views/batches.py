"""The batches of imported figures, and undoing one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, get_or_post
from foundation.govuk.paging import page_of
from performance.imports.pages.tables import batches_table, figures_table
from performance.imports.pages.undo import stays_words
from performance.imports.queries.batches import batches, figures_count, figures_of
from performance.imports.queries.comments import comments_imported_by
from performance.imports.queries.undo_blockers import left_models, replaced_neighbours, undo_blockers
from performance.imports.services import undo_import
from performance.imports.services.undo import blocker_sentence
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can see what was imported."
A_PAGE = 25


@require_safe
def batch_list(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    page = page_of(batches(), request.GET.get("page"), A_PAGE)
    return render(request, "performance/imports/batches.html", {"page": page, "batches": batches_table(page.object_list)})


@require_safe
def batch_page(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    batch = get_object_or_404(batches(), pk=pk)
    shown, count = figures_of(batch), figures_count(batch)
    context = {
        "batch": batch,
        "figures": figures_table(shown),
        "listed": len(shown),
        "count": count,
        "unlisted": max(0, count - len(shown)),
        "reasons": [blocker_sentence(each) for each in undo_blockers(batch)],
    }
    return render(request, "performance/imports/batch.html", context)


def _undone(done: dict[str, int]) -> str:
    return f"The import is undone. Figures removed: {done['removed']:,}, put back as they were: {done['restored']:,}."


@get_or_post
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """What undoing would do, and do it."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    batch = get_object_or_404(batches(), pk=pk)
    said = comments_imported_by(batch)
    if request.method == "POST":
        words = f" Comments, actions and statuses taken back: {sum(not each.stays for each in said)}." if said else ""
        call_service(request, undo_import, lambda done: f"{_undone(done)}{words}", source=batch)
        return redirect("performance:batch", pk=batch.pk)
    restated = batch.restatements.count() + len(replaced_neighbours(batch))
    context = {
        "batch": batch,
        "reasons": [blocker_sentence(each) for each in undo_blockers(batch)],
        "restated": restated,
        "added": figures_count(batch) - restated,
        "words_going": sum(not each.stays for each in said),
        "words_staying": [stays_words(each) for each in said if each.stays],
        "models": left_models(batch),
    }
    return render(request, "performance/imports/undo.html", context)
