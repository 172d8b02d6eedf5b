"""For how long what is kept, what is due to go, removals and their certificates."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, discards_post, form_data, get_or_post, too_late
from foundation.council.clock import today
from foundation.council.document_response import FORMATS, document_as_file
from foundation.passwords.password_again import ask_for_password
from governance import permissions, services
from governance.enums import RecordKind
from governance.forms.retention import RuleForm
from governance.models import RetentionRun
from governance.pages import retention as pages
from governance.queries.due import due_records
from governance.queries.keeping import keeping_rule, keeping_rules
from governance.services.retention import MAY_CONFIRM, MAY_SET

from . import SEES, ask, keep


@require_safe
def rules(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.can_see_retention, SEES)
    waiting = RetentionRun.objects.visible_to(request.user).waiting().for_page()
    context = {"rules": pages.rules_table(keeping_rules(), request.user, today()), "waiting": list(waiting)}
    return render(request, "governance/retention.html", context)


@get_or_post
def rule(request: SignedInRequest, kind: str) -> HttpResponse:
    of = _kind(kind)
    keep(request, permissions.can_set_rules, MAY_SET)
    form = RuleForm(form_data(request), kind=of, actor=request.user)
    crumbs = [("Retention", reverse("governance:retention"))]
    return ask(request, form, asks=f"For how long is it kept: {of.label.lower()}", said="The rule is saved.", crumbs=crumbs)


@get_or_post
def preview(request: SignedInRequest, kind: str) -> HttpResponse:
    """What is due, with counts; keepers of the registers see examples and ask for the removal."""
    of, on, person = _kind(kind), today(), request.user
    keep(request, permissions.can_see_retention, SEES)
    if request.method == "POST":
        if call_service(request, services.ask_for_removal, "The removal is asked for. A second person confirms it.", kind=of):
            return redirect(RetentionRun.objects.waiting().get(kind=of))
        return redirect("governance:preview", kind=kind)
    keeping = keeping_rule(of)
    found = due_records(of, keeping.up_to(on), on)
    context = {
        "kind": of,
        "what": pages.HOLDS[of],
        "becomes": pages.BECOMES[of],
        "rule": keeping,
        "found_sentence": pages.found_sentence(keeping, found, on),
        "kept": pages.kept_table(found) if found.kept else None,
        "examples": pages.examples_of(found) if permissions.keeps_registers(person) else [],
        "more": max(found.count - pages.EXAMPLES, 0),
        "waiting": RetentionRun.objects.waiting().filter(kind=of).first(),
        "may_ask": bool(found.count) and permissions.can_ask_for_removal(person),
        "may_set": permissions.can_set_rules(person),
    }
    return render(request, "governance/preview.html", context)


@require_safe
def runs(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.can_see_retention, SEES)
    return render(request, "governance/runs.html", {"runs": pages.runs_table(RetentionRun.objects.visible_to(request.user).for_page())})


@require_safe
def run_page(request: SignedInRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if run.done_on and request.GET.get("format") in FORMATS:
        return document_as_file(pages.certificate(run), request.GET["format"], f"certificate-of-removal-{run.pk}")
    context = {
        "run": run,
        "colour": pages.state_colour(run),
        "rows": pages.run_summary(run),
        "next_step": pages.next_step(run, request.user),
        "removed": pages.removed_table(run),
        "kept": pages.run_kept_table(run),
        "formats": FORMATS.items() if run.done_on else (),
        **pages.run_buttons(run, request.user),
    }
    return render(request, "governance/run.html", context)


@discards_post("a password may be sent with it")
@get_or_post
def confirm_removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks once more, and for the password: it cannot be undone."""
    run = _run(request, pk)
    require(permissions.can_confirm_removal, request.user, run, why=MAY_CONFIRM)
    if not run.is_open:
        return too_late(request, f"{run} is “{run.in_words.lower()}”. Nothing was changed.", run)
    if asked := ask_for_password(request, before="you confirm a removal", cancel_url=run.get_absolute_url()):
        return asked
    if request.method == "POST":
        if call_service(request, services.confirm_removal, "Confirmed. It is being removed in the background.", run=run):
            run.refresh_from_db()
            return redirect(run.job) if run.job else redirect(run)
        return redirect(run)
    on = today()
    found = due_records(RecordKind(run.kind), run.up_to, on)
    context = {
        "run": run,
        "due": found.count,
        "kept": pages.kept_table(found) if found.kept else None,
        "becomes": pages.BECOMES[RecordKind(run.kind)],
    }
    return render(request, "governance/confirm.html", context)


@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    call_service(request, services.cancel_removal, "The removal is cancelled. Nothing was removed.", run=run)
    return redirect(run)


def _kind(code: str) -> RecordKind:
    if code not in RecordKind.values:
        raise Http404
    return RecordKind(code)


def _run(request: SignedInRequest, pk: int) -> RetentionRun:
    return get_object_or_404(RetentionRun.objects.visible_to(request.user).for_page(), pk=pk)
