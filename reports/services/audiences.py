"""Showing an approved report to an audience: by which rules, asking for it, releasing it. What was released never changes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked, locked_settings, save_settings
from foundation.activity.settings_rows import settings_to_change, store_settings
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.notices.services import notify
from foundation.seals import sha256_of
from reports.content import Document, to_json
from reports.enums import ReportAudience
from reports.models import AudienceRelease, AudienceRuleSet, Report
from reports.permissions import can_approve_reports, can_prepare_releases, can_set_audience_rules
from reports.queries.approval import approvers_of, has_part_in
from reports.queries.audiences import RELEASED_TO, variant_of
from reports.queries.drafts import document_of
from reports.queries.identities import identities_in
from reports.statement import as_stored
from reports.stored import REPORT_CONTENT
from reports.suppression import Variant

RULES_DENIED = "The QA lead, a director or an administrator sets the rules by audience."
ANOTHER_RELEASES = (
    "You opened this report or wrote in it, so somebody else releases it: a director, a head of service or another QA lead who has no part "
    "in it."
)
NOT_APPROVED = "This report is a draft. It is shown to other audiences once it is approved."


@transaction.atomic
def change_audience_rules(*, actor: Person, version: str | None = None, **rules: Any) -> AudienceRuleSet:
    """Rules for what is released from now on; what an audience was shown already stays as it was. `rules` are the row's fields."""
    require(can_set_audience_rules, actor, why=RULES_DENIED)
    row = settings_to_change(AudienceRuleSet, version)
    store_settings(row, actor=actor, verb="report.audience_rules_changed", values=rules)
    return row


@transaction.atomic
def ask_for_release(*, actor: Person, report: Report, audience: ReportAudience) -> list[Person]:
    """Notify everyone who may release it that an approved report waits for one of them; asked again, nothing happens."""
    require(can_prepare_releases, actor)
    report = _approved_to_release(report, audience)
    asked = approvers_of(report, today())
    if not asked:
        raise ValidationError("Nobody who may release it is here: everybody with the office has a part in the report, has left or is away.")
    release, is_new = AudienceRelease.objects.get_or_create(
        report=report, audience=audience, defaults={"asked_by": actor, "asked_on": today()}
    )
    if not is_new:
        return asked
    label = audience.label.lower()
    record(actor=actor, verb="report.release_asked", target=report, audience=audience.value, asked=[str(person) for person in asked])
    for person in asked:
        notify(
            person=person,
            key=f"report-release:{release.pk}",
            subject=f"The report on {report.period} is ready to be released: {label}",
            words=f"{actor} has asked you to look at what this audience would be shown, and to release it.",
            path=audience_path(report, audience),
        )
    return asked


@transaction.atomic
def release_to_audience(*, actor: Person, report: Report, audience: ReportAudience) -> AudienceRelease:
    """Freeze what an audience is shown of an approved report, by its rules as they are and beside what it was shown before.

    A second person does so, as with approval. Raises ValidationError where the report is a draft, was released already, or names somebody.
    """
    require(can_approve_reports, actor)
    require(lambda person: not has_part_in(person, report), actor, why=ANOTHER_RELEASES)
    report = _approved_to_release(report, audience)
    # Two releases to one audience are compared with each other, so one waits for the other; and the rules may not change between.
    _hold_rules()
    release = report.audience_releases.filter(audience=audience).first() or AudienceRelease(report=report, audience=audience)
    if release.is_released:
        raise ValidationError(f"This was released on {uk_date(release.released_on)} already.")
    variant = variant_of(report, audience)
    if given_away := identities_in(report, variant.document):
        raise ValidationError([f"It says “{each.text}”, which may name somebody. Correct the report first." for each in given_away])
    _keep(release, variant, actor, document_of(report))
    content = {"sha256": sha256_of(to_json(variant.document)), "hidden": len(variant.hidden)}
    record(actor=actor, verb="report.released_to_audience", target=report, audience=audience.value, edition=report.edition, **content)
    return release


def keep_what_readers_are_shown(report: Report, actor: Person) -> None:
    """What leaders and the Board are shown of a report that is approved now: later rules change nothing of it. A part of approving."""
    _hold_rules()
    whole = document_of(report)
    for audience in (each for each in ReportAudience if each not in RELEASED_TO):
        release = AudienceRelease(report=report, audience=audience)
        _keep(release, variant_of(report, audience, whole), actor, whole)


def _hold_rules() -> None:
    row = locked_settings(AudienceRuleSet)
    if row._state.adding:
        save_settings(row)


def _keep(release: AudienceRelease, variant: Variant, actor: Person, whole: Document) -> None:
    last = AudienceRelease.objects.filter(audience=release.audience).aggregate(last=Max("turn"))["last"] or 0
    release.released_by, release.released_on, release.turn = actor, today(), last + 1
    release.hidden = len(variant.hidden)
    if variant.document != whole:
        release.content = as_stored(REPORT_CONTENT.write(**to_json(variant.document)))
    with first_come(ValidationError("Somebody else released it a moment ago.")):
        release.save()


def _approved_to_release(report: Report, audience: ReportAudience) -> Report:
    report = locked(Report.objects.all(), pk=report.pk)
    if not report.is_approved:
        raise ValidationError(NOT_APPROVED)
    if audience not in RELEASED_TO:
        raise ValidationError("Leaders and the Board read the report as soon as it is approved.")
    return report


def audience_path(report: Report, audience: ReportAudience) -> str:
    return reverse("reports:audience", args=[report.code, report.edition, audience.value])
