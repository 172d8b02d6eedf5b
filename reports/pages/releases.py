"""The months that the Board reads or could read, and what is still missing of one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from foundation.council.months import month_code, month_name
from insight.queries.completion import completion
from performance.models import Commentary, MonthRelease
from performance.pages.links import comment_url
from performance.queries import figures_for, half_year_months, missing_comments, scorecard_months
from reports.queries.releases import months_to_release

from .lacks import NOT_MODERATED, TO_MEND, TO_WRITE, WAITING, Lack


@dataclass(frozen=True)
class MonthRow:
    """A month with figures or audits; `release` is None where the Board does not read it."""

    month: datetime.date
    name: str
    url: str
    holds: str
    release: MonthRelease | None


def month_rows() -> list[MonthRow]:
    """Every month that the Board could read, latest first."""
    return [
        MonthRow(
            each.month,
            month_name(each.month),
            reverse("reports:month", args=[month_code(each.month)]),
            " and ".join(words for words, here in (("figures", each.has_figures), ("audits", each.has_audits)) if here).capitalize(),
            each.release,
        )
        for each in months_to_release()
    ]


def lacks_of_month(month: datetime.date) -> list[Lack]:
    """What somebody should know before the Board reads the month; none of it stands in the way."""
    return [*_gaps(month), *_comments(month), *_unpublished(month), *_unmoderated(month)]


def _gaps(month: datetime.date) -> Iterator[Lack]:
    """Figures that neither came nor are said to be missing."""
    figures = figures_for(month)
    held = {series for series, months in (("scorecard", scorecard_months()), ("half-years", half_year_months())) if month in months}
    for each in figures.indicators:
        if each.series in held and figures.value(each) is None and figures.why_missing(each) is None:
            address = reverse("performance:missing", args=[each.slug, month_code(month)])
            yield Lack(f"{each.measure} ({each.get_unit_display()}): no figure", TO_MEND, address, "Say why it is missing, or import it.")


def _comments(month: datetime.date) -> Iterator[Lack]:
    for missing in missing_comments(month):
        yield Lack(f"Comment on {missing.label}", WAITING, comment_url(missing.indicator, missing.month), f"Asked of {missing.asked_of}")


def _unpublished(month: datetime.date) -> Iterator[Lack]:
    held = Commentary.objects.filter(month=month, written_on__isnull=False).exclude(
        Q(published_comment=F("comment")) & Q(published_action=F("action"))
    )
    for each in held.select_related("indicator__measure").order_by("-indicator__series", "indicator__position"):
        yield Lack(f"Publish the comment on {each.indicator.measure}", TO_WRITE, comment_url(each.indicator, month))


def _unmoderated(month: datetime.date) -> Iterator[Lack]:
    for row in completion(month, month):
        if row.submitted > row.finished:
            words = f"{row.finished} of {row.submitted} audits moderated"
            address = reverse("audits:cycle", args=[month_code(month)])
            yield Lack(words, NOT_MODERATED, address, "The Board reads the month’s grades as before moderation.")
