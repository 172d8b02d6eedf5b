"""Whether a month's audits came, and came in time."""

import datetime
from abc import abstractmethod
from collections.abc import Iterator

from foundation.council.months import month_code, month_name
from foundation.documents.formats import uk_date
from foundation.statistics import median_of, plain
from insight.calculations import Share
from insight.enums import RowsBehind
from insight.queries.fact_counts import TimesOfMonth
from insight.queries.fact_rows import AuditRows

from .fact import ComputedFact, FactKind, FactPeriod, share_figures


class InTime(FactKind):
    """How many of a month's audits came by the month's own day."""

    what = RowsBehind.SUBMITTED

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for month in period.within(period.reader.times):
            share, due = self.by_due(period.reader.times[month])
            if due is None or not share.n:
                continue
            yield self.fact(
                period,
                [month_code(month)],
                f"{share.words} {self.words(share, month)} {uk_date(due)}.",
                rests_on=[AuditRows(self.what, (month,))],
                figures={"month": month_code(month), **share_figures(share), "due": due.isoformat()},
                source=f"{self.what.label.capitalize()} in {month_name(month)} (n = {share.n})",
                least=share.n,
                parts=(share.count, share.n - share.count),
            )

    @abstractmethod
    def by_due(self, times: TimesOfMonth) -> tuple[Share, datetime.date | None]:
        """Those that came in time, and the day."""

    @abstractmethod
    def words(self, share: Share, month: datetime.date) -> str:
        """The sentence between the share and the day."""


class SubmittedInTime(InTime):
    """How many audits were submitted by the month's day."""

    name = "submitted_in_time"
    rule = "Every audit of the month that was submitted here and not withdrawn, first submitted by the month’s own day for audits."

    def by_due(self, times: TimesOfMonth) -> tuple[Share, datetime.date | None]:
        return Share(times.by_due, times.submitted), times.due

    def words(self, share: Share, month: datetime.date) -> str:
        return f"submitted audits of {month_name(month)} had been submitted by the month’s day,"


class ModeratedInTime(InTime):
    """How many audits were moderated by the month's day."""

    name = "moderated_in_time"
    rule = "Every moderated audit of the month that was submitted here, moderated by the month’s own day for moderation."

    def by_due(self, times: TimesOfMonth) -> tuple[Share, datetime.date | None]:
        return Share(times.moderated_by_due, times.moderated), times.moderation_due

    def words(self, share: Share, month: datetime.date) -> str:
        return f"moderated audits of {month_name(month)} had been moderated by the month’s day,"


class DaysToModerate(FactKind):
    """How long a month's audits waited for their moderation to end."""

    name = "days_to_moderate"
    rule = (
        "Every moderated audit of the month that was submitted here: calendar days from its latest submission to the end of its moderation."
    )

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for month in period.within(period.reader.times):
            days = period.reader.times[month].days
            if not days:
                continue
            middle = median_of(days)
            audits = "audit" if len(days) == 1 else "audits"
            yield self.fact(
                period,
                [month_code(month)],
                f"Moderation of the {len(days)} moderated {audits} of {month_name(month)} ended in the middle {_days(middle)} after "
                f"submission, "
                f"at the latest {_days(days[-1])}.",
                rests_on=[AuditRows(RowsBehind.SUBMITTED, (month,))],
                figures={"month": month_code(month), "n": len(days), "median_days": float(middle), "longest_days": days[-1]},
                source=f"Moderated audits submitted here in {month_name(month)} (n = {len(days)})",
                least=len(days),
            )


class ExpectedSubmitted(FactKind):
    """How many of the audits that a month was to have came."""

    name = "expected_submitted"
    rule = "The month has a number of audits that is expected, without those exempted; how many were submitted and not withdrawn."

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        for month in period.within(period.reader.progress):
            progress = period.reader.progress[month]
            if not progress.expected or not progress.submitted:
                continue
            more = progress.submitted - progress.expected
            missing = f"{-more} missing" if more < 0 else f"{more} more than expected" if more else "none missing"
            yield self.fact(
                period,
                [month_code(month)],
                f"{month_name(month)}: {progress.submitted} audits submitted of {progress.expected} expected, {missing}.",
                rests_on=[AuditRows(RowsBehind.SUBMITTED, (month,))],
                figures={"month": month_code(month), "submitted": progress.submitted, "expected": progress.expected},
                source=f"The plan of {month_name(month)}",
                least=progress.expected,
                parts=(progress.submitted,),
            )


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{plain(days, 0 if days == int(days) else 1)} days"


TIMES = (SubmittedInTime(), ModeratedInTime(), DaysToModerate(), ExpectedSubmitted())
