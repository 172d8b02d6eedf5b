"""What each audience is shown of a report: what was released to it, or what would be by its rules."""

import datetime
from collections.abc import Sequence
from functools import partial
from typing import Any

from foundation.accounts.models import Person
from reports.composing.audiences import audience_status, left_out_words, words_for_grades
from reports.content import Document
from reports.enums import Protection, ReportAudience
from reports.models import AudienceRelease, AudienceRuleSet, Report
from reports.permissions import can_prepare_releases
from reports.stored import REPORT_CONTENT
from reports.suppression import AudienceRules, Shown, Variant, variant_for

from .drafts import document_of, document_of_figures, report_on

# Readers outside this portal, to whom somebody releases a report.
RELEASED_TO = (ReportAudience.NEWSLETTER, ReportAudience.PUBLIC)


def audience_of(person: Any) -> ReportAudience:
    """As whom a person reads reports here: who may read drafts is shown all of what was approved, anyone else what the Board is."""
    return ReportAudience.LEADERSHIP if can_prepare_releases(person) else ReportAudience.BOARD


def rules_for(audience: ReportAudience, row: AudienceRuleSet | None = None) -> AudienceRules:
    row = row or AudienceRuleSet.current()
    of = partial(getattr, row)
    return AudienceRules(
        protection=Protection.EACH_COUNT if audience in RELEASED_TO else Protection(of(f"{audience}_protection")),
        fewest=of(f"{audience}_fewest"),
        round_to=of(f"{audience}_round_to"),
        zeros_disclose=of(f"{audience}_zeros_disclose"),
        grades=words_for_grades(),
    )


def release_of(report: Report, audience: ReportAudience) -> AudienceRelease | None:
    """What was asked for or released; None before either."""
    return report.audience_releases.filter(audience=audience).first()


def content_for(report: Report, audience: ReportAudience) -> Document | None:
    """What an audience is shown of it: a draft as it is now; of an approved report what was released, None where that is nothing.

    A report that was approved before there were audiences is shown whole to leaders and the Board, as it was then.
    """
    if not report.is_approved:
        return document_of(report) if audience not in RELEASED_TO else None
    release = release_of(report, audience)
    if release is None or not release.is_released:
        return None if audience in RELEASED_TO else document_of(report)
    return _content_of(release, report)


def document_for_audience(first: datetime.date, last: datetime.date, audience: ReportAudience) -> Document | None:
    """What an audience is shown of a period: of its newest approved edition, else of its draft, else of figures alone; None where
    nothing is released to it.
    """
    report = report_on(first, last)
    if report is not None and report.is_approved:
        return content_for(report, audience)
    if audience in RELEASED_TO:
        return None
    report = report or Report(first_month=first, last_month=last)
    return variant_of(report, audience, None if report.pk else document_of_figures(first, last)).document


def content_for_reader(report: Report, person: Person) -> Document:
    """Of a report that they may read."""
    content = content_for(report, audience_of(person))
    return content if content is not None else document_of(report)


def is_shown_all(report: Report, person: Person) -> bool:
    """Whether what a person who may read it is shown of an approved report is the whole of it."""
    return not report.audience_releases.filter(audience=audience_of(person), content__isnull=False).exists()


def variant_of(report: Report, audience: ReportAudience, document: Document | None = None) -> Variant:
    """What the audience would be shown by its rules as they are, beside what it has been shown already."""
    rules = rules_for(audience)
    return variant_for(
        document or document_of(report),
        rules,
        first=report.first_month,
        last=report.last_month,
        before=shown_before(report, audience) if rules.protects_each_count else (),
        status=audience_status(audience, report.approved_on, report.edition) if rules.protects_each_count else "",
        left_out=left_out_words(rules),
    )


def shown_before(report: Report, audience: ReportAudience) -> Sequence[Shown]:
    """What this audience was shown of other reports and editions: whatever was released to it, and for leaders and the Board what was
    approved before there were audiences.
    """
    released = AudienceRelease.objects.filter(audience=audience, released_on__isnull=False).exclude(report=report)
    found = {each.report_id: (each.report, each) for each in released.select_related("report").order_by("turn")}
    own = AudienceRelease.objects.filter(audience=audience, report=report, released_on__isnull=False).first()
    if audience not in RELEASED_TO:
        whole = Report.objects.approved().exclude(pk=report.pk).exclude(pk__in=found)
        found |= {each.pk: (each, None) for each in whole}
    return [
        Shown(document_of(other), _content_of(release, other) if release else document_of(other), other.first_month, other.last_month)
        for other, release in found.values()
        if own is None or release is None or (release.turn or 0) < (own.turn or 0)
    ]


def _content_of(release: AudienceRelease, report: Report) -> Document:
    return REPORT_CONTENT.read(release.content) if release.content is not None else document_of(report)
