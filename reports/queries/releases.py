"""Which months the Board reads, and what is still missing of one that it is to read."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from audits.models import Audit
from foundation.council.months import month_code, month_name
from insight.queries.completion import completion
from performance.models import Commentary, MonthRelease, Value
from performance.queries import figures_for, half_year_months, missing_comments, scorecard_months
from performance.queries.comments import comment_url

from .lacks import NOT_MODERATED, TO_MEND, TO_WRITE, WAITING, Lack


@dataclass(frozen=True)
class MonthRow:
    """A month with figures or audits; `release` is None where the Board does not read it."""

    month: datetime.date
    has_figures: bool
    has_audits: bool
    release: MonthRelease | None

    @property
    def name(self) -> str:
        return month_name(self.month)

    @property
    def url(self) -> str:
        return reverse("reports:month", args=[month_code(self.month)])

    @property
    def holds(self) -> str:
        held = [("figures", self.has_figures), ("audits", self.has_audits)]
        return " and ".join(words for words, here in held if here).capitalize()


def month_rows() -> list[MonthRow]:
    """Every month that the Board could read, latest first."""
    figures, audits = {*scorecard_months(), *half_year_months()}, set(_months_of_audits())
    releases = {each.month: each for each in MonthRelease.objects.select_related("released_by")}
    months = sorted({*figures, *audits, *(month for month in releases if month in figures | audits)}, reverse=True)
    return [MonthRow(month, month in figures, month in audits, releases.get(month)) for month in months]


def last_released() -> datetime.date | None:
    return next((row.month for row in month_rows() if row.release), None)


def goes_with(month: datetime.date) -> list[datetime.date]:
    """The month and all before it that have something and are not released: a month is read beside those before it."""
    earlier = set(Value.objects.ours().filter(month__lte=month).order_by().values_list("month", flat=True).distinct())
    earlier |= {each for each in _months_of_audits() if each <= month}
    released = set(MonthRelease.objects.values_list("month", flat=True))
    return sorted(earlier - released)


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
        yield Lack(f"Comment on {missing.label}", WAITING, missing.url, f"Asked of {missing.asked_of}")


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


def _months_of_audits() -> list[datetime.date]:
    return list(Audit.objects.submitted().order_by().values_list("cycle__month", flat=True).distinct())
