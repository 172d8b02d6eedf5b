"""The list of reports, a report in place, its sections, findings, approval and downloads."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audits.optional_url import optional_url
from commissions.permissions import can_see_the_list as can_see_commissions
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, discards_post, form_data, get_or_post, too_late
from foundation.activity.enums import AccessKind
from foundation.chasing.pages import remind_url
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.passwords.password_again import ask_for_password
from insight.facts.standing import FalseFact
from performance.permissions import can_release
from performance.queries import FigureReader
from reports.content import Document
from reports.enums import Format
from reports.forms import ApproveForm, MeetingForm, OpenReportForm, PickForm, WhyForm, findings_formset
from reports.models import Report, ReviewComment
from reports.pages.approval import named
from reports.pages.choices import drafting_links
from reports.pages.corrections import corrected_since
from reports.pages.doubts import SectionOnPage, doubted_words, false_facts_at, restated_facts, with_comments, with_doubts, with_forms
from reports.pages.editions import editions_words
from reports.pages.late import place_of_report
from reports.pages.readiness import as_read_by, is_ready, lacks
from reports.pages.reviewing import review_on_page
from reports.pages.seals import seal_words
from reports.pages.tables import reports_table
from reports.permissions import can_approve_reports, can_read_reports, can_set_audience_rules, can_set_word_template, can_write_reports
from reports.queries.approval import approvers_of, has_part_in, people_with_a_part
from reports.queries.audiences import content_for_reader, is_shown_all
from reports.queries.choices import findings_to_pick, findings_to_take_over, next_period, periods_to_report
from reports.queries.drafts import document_of
from reports.queries.quoted import Doubt, doubts_of, facts_no_longer_so
from reports.queries.seals import seal_of
from reports.querysets import READERS_OF_DRAFTS
from reports.rendering import rendered_sections
from reports.sections import COMMENTED, FINDINGS, KEY_FINDINGS, PLAN, commented
from reports.services import SECOND_PERSON, ask_for_approval, confirm_figures, is_empty, remove_report

from .fetching import draft_to_write, note_that_the_board_reads, report_at
from .writing import forms_in_place


@require_safe
def report_list(request: SignedInRequest) -> HttpResponse:
    require(can_read_reports, request.user)
    reports = Report.objects.visible_to(request.user).standing()
    return render(
        request,
        "reports/list.html",
        {
            "reports": reports,
            "reports_table": reports_table(reports),
            "may_write": can_write_reports(request.user),
            "may_release": can_release(request.user),
            "may_set_template": can_set_word_template(request.user),
            "may_see_commissions": can_see_commissions(request.user),
            "may_set_audiences": can_set_audience_rules(request.user),
            "packs_url": optional_url("packs:list") if request.user.has_role(*READERS_OF_DRAFTS) else "",
        },
    )


@get_or_post
def new(request: SignedInRequest) -> HttpResponse:
    require(can_write_reports, request.user)
    first, last = next_period(today())
    months = {"first_month": first, "last_month": last}
    is_first = not Report.objects.approved().exists()
    form = OpenReportForm(form_data(request), actor=request.user, periods=periods_to_report(today()), initial=months, is_first=is_first)
    if form.is_valid() and (report := form.save()):
        messages.success(request, f"The report on {report.period} is open.")
        return redirect(report)
    return render(request, "reports/new.html", {"form": form})


@require_safe
def report_page(request: SignedInRequest, code: str, edition: int | None = None) -> HttpResponse:
    """The newest edition that this person may read, or the one that is named."""
    report = report_at(request, code, edition)
    note_that_the_board_reads(request, report, AccessKind.READ)
    reader = FigureReader()
    document = content_for_reader(report, request.user) if report.is_approved else document_of(report, reader)
    doubts = [] if report.is_approved else doubts_of(report, reader)
    missing = [] if report.is_approved else lacks(report, document, today(), doubts, reader)
    no_longer_so = _facts_no_longer_so(request, report, reader)
    context = {
        "report": report,
        "document": document,
        "sections": _sections(request, report, document, doubts, no_longer_so),
        "review": None if report.is_approved else review_on_page(report, request.user, today()),
        "has_comments": report.is_approved and ReviewComment.objects.visible_to(request.user).filter(report=report).exists(),
        "lacks": as_read_by(request.user, report, missing),
        "ready": is_ready(missing),
        "may_write": can_write_reports(request.user) and not report.is_approved,
        "remind_url": remind_url(place_of_report(report)) if not report.is_approved and can_write_reports(request.user) else "",
        "may_remove": can_write_reports(request.user) and is_empty(report),
        "corrected": corrected_since(report),
        "restated_facts": _restated_facts(request, report, no_longer_so),
        "approval": None if report.is_approved else _approval(request, report),
        "formats": Format.values,
        "editions": editions_words(request.user, report),
        "seal": seal_words(report, seal_of(report)) if report.is_approved else None,
    }
    return render(request, "reports/report.html", context)


def _sections(
    request: SignedInRequest, report: Report, document: Document, doubts: list[Doubt], no_longer_so: list[FalseFact]
) -> list[SectionOnPage]:
    """Of a draft with what was said of each: the published report has no comments."""
    sections = with_doubts(rendered_sections(document, request=request), doubts, no_longer_so)
    if report.is_approved:
        return sections
    return with_forms(with_comments(sections, report, request.user), forms_in_place(request, report), report)


def _facts_no_longer_so(request: SignedInRequest, report: Report, reader: FigureReader) -> list[FalseFact]:
    """Of a draft to its writers, who read every month; of an approved report to everybody, the Board too, which `reader` may be of."""
    if report.is_approved:
        return facts_no_longer_so(report)
    return facts_no_longer_so(report, reader) if can_write_reports(request.user) else []


def _restated_facts(request: SignedInRequest, report: Report, no_longer_so: list[FalseFact]) -> list[str]:
    """They quote the report: a person from whom something of it is held back reads none."""
    return restated_facts(request.user, no_longer_so) if report.is_approved and is_shown_all(report, request.user) else []


def _approval(request: SignedInRequest, report: Report) -> dict[str, Any]:
    """Whether this person may approve the draft, and who else."""
    with_a_part = people_with_a_part(report)
    has_part = request.user in with_a_part
    return {
        "may": can_approve_reports(request.user) and not has_part,
        "has_part": has_part and can_approve_reports(request.user),
        "people": [named(person) for person in approvers_of(report, today(), with_a_part)],
    }


def _asked(people: list[Person]) -> str:
    return f"Asked: {', '.join(str(person) for person in people)}. The first to approve it does so for all."


@require_POST
def ask_approval(request: SignedInRequest, code: str) -> HttpResponse:
    report = draft_to_write(request, code)
    call_service(request, ask_for_approval, _asked, report=report)
    return redirect(report)


@get_or_post
def change(request: SignedInRequest, code: str) -> HttpResponse:
    report = draft_to_write(request, code)
    form = MeetingForm(form_data(request), actor=request.user, report=report)
    if form.is_valid() and form.save():
        return redirect(report)
    return render(request, "reports/change.html", {"form": form, "report": report})


@get_or_post
def remove(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks before an empty draft goes."""
    report = draft_to_write(request, code)
    if request.method == "POST":
        done = call_service(request, remove_report, f"The report on {report.period} is removed.", report=report)
        return redirect("reports:list") if done else redirect(report)
    return render(request, "reports/remove.html", {"report": report, "is_empty": is_empty(report)})


@get_or_post
def findings(request: SignedInRequest, code: str) -> HttpResponse:
    report = draft_to_write(request, code)
    data = form_data(request)
    formset = findings_formset(data, list(report.findings.all()))
    picks = PickForm(data, found=findings_to_pick(report))
    why_form = WhyForm(data, actor=request.user, report=report, formset=formset, picked=picks)
    valid = data is not None and formset.is_valid() and picks.is_valid() and why_form.is_valid()
    if valid and why_form.save():
        if why_form.taken:
            messages.success(request, f"Key findings: saved, and {why_form.taken} taken over. Edit them here.")
            return redirect("reports:findings", code=code)
        messages.success(request, "Key findings: saved.")
        return redirect(f"{report.get_absolute_url()}#key-findings")
    why_form.warnings = doubted_words(report, FINDINGS)
    page = {"formset": formset, "picks": picks, "why": why_form, "report": report}
    page["false_words"] = [each.words for each in false_facts_at(report, KEY_FINDINGS)]
    page |= {"drafted": findings_to_take_over(report), "months": drafting_links(report)}
    return render(request, "reports/findings.html", page)


@get_or_post
def confirm(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """What a section says of the figures and they do not: to be corrected, or confirmed."""
    report = draft_to_write(request, code)
    doubts = [doubt for doubt in doubts_of(report) if doubt.key == key]
    if request.method == "POST":
        confirm_figures(actor=request.user, report=report, key=key)
        messages.success(request, "Confirmed: the text may stand as it is.")
        return redirect(report)
    if not doubts:
        return redirect(report)
    context = {"report": report, "doubts": doubts, "where": doubts[0].where, "edit": _where_to_edit(code, key)}
    return render(request, "reports/confirm.html", context)


def _where_to_edit(code: str, key: str) -> str:
    if key.startswith(COMMENTED):
        return reverse("performance:comment", args=commented(key))
    if key.startswith(PLAN):
        return reverse("audits:change-cycle", args=[key.removeprefix(PLAN)])
    return reverse("reports:findings", args=[code]) if key == FINDINGS else reverse("reports:section", args=[code, key])


@discards_post("a password")
@get_or_post
def approve(request: SignedInRequest, code: str) -> HttpResponse:
    report = report_at(request, code)
    require(can_approve_reports, request.user)
    require(lambda person: report.is_approved or not has_part_in(person, report), request.user, why=SECOND_PERSON)
    if report.is_approved:
        return too_late(request, f"This report was approved on {uk_date(report.approved_on)}.", report)
    before = f"you approve the report on {report.period}"
    if asked := ask_for_password(request, before=before, cancel_url=report.get_absolute_url()):
        return asked
    form = ApproveForm(form_data(request), actor=request.user, report=report)
    if form.is_valid() and form.save():
        messages.success(request, f"The report on {report.period} is approved. The Board can read it now.")
        return redirect(report)
    reader = FigureReader()
    missing = lacks(report, document_of(report, reader), today(), doubts_of(report, reader), reader)
    return render(request, "reports/approve.html", {"form": form, "report": report, "lacks": as_read_by(request.user, report, missing)})
