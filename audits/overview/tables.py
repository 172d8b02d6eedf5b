"""The list of audits, on the page and as a file."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audits.queries.grade_words import grade_word
from foundation.council.months import month_name
from foundation.documents import CellValue, Month
from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import grade_tag, state_tag

HEADER = [
    "Number",
    "Case ID",
    "Team",
    "Cohort",
    "Month",
    "Auditor",
    "State",
    "Overall before moderation (provisional)",
    "Overall after moderation",
]
# For the lead, who sees how the queue ages.
WAITING = "Days waiting for moderation"
# In a file, for whom they are hidden.
HIDDEN = "Hidden until you have graded"
AFTER = ' <span class="qa-nowrap"><span aria-hidden="true">→ </span><span class="govuk-visually-hidden">, after: </span>{}</span>'


class AuditTable(ListTable):
    """Audits that are alike in a column stand by their numbers: a database that may put them in any order shows some on two pages."""

    caption = "Audits"
    on_card = ("case_id", "state", "overall")
    number = tables.Column(linkify=True, verbose_name="Audit", attrs={"td": {"class": "qa-nowrap"}})
    case_id = tables.Column(verbose_name="Case ID", order_by=("case_key__in_order", "number"), attrs={"td": {"class": "qa-nowrap"}})
    team = tables.Column(default="–", order_by=("team__name__folded", "number"))
    cohort = tables.Column(default="–", order_by=("cohort__folded", "number"))
    month = tables.Column(accessor="cycle__month", order_by=("cycle__month", "number"))
    auditor = tables.Column(default="–", order_by=("auditor__name__folded", "number"))
    state = tables.Column(order_by=("state", "waits_from", "number"))
    overall = tables.Column(empty_values=(), verbose_name="Overall, before → after", orderable=False)

    class Meta:
        order_by = "-number"

    def __init__(self, *args: Any, on: datetime.date, shows_waiting: bool, **kwargs: Any):
        self.on = on
        self.shows_waiting = shows_waiting
        super().__init__(*args, **kwargs)

    def render_month(self, value: datetime.date) -> str:
        return month_name(value)

    def render_state(self, record: Any) -> str:
        tag = state_tag(record.get_state_display())
        return format_html("{} {}", tag, self._waiting(record.waits_from)) if self.shows_waiting and record.waits_from else tag

    def _waiting(self, since: datetime.date) -> str:
        days = (self.on - since).days
        return "since today" if days < 1 else f"{days} day{'s' if days > 1 else ''}"

    def render_overall(self, record: Any) -> str:
        return _overall(grade_word(record.overall_pre), grade_word(record.overall_agreed), record.grades_hidden)


def _overall(before: str, after: str, hidden: bool) -> SafeString:
    """Overall judgement before and after moderation, either may be empty; `hidden` from its moderator until their own."""
    if hidden or not before:
        return format_html('<span class="qa-muted">{}</span>', HIDDEN if hidden else "Not submitted")
    then = format_html(AFTER, grade_tag(after)) if after else ""
    return format_html(
        '<span class="qa-pair"><span class="govuk-visually-hidden">Before moderation: </span>{}{}</span>', grade_tag(before), then
    )


def header(shows_waiting: bool) -> list[str]:
    return [*HEADER, WAITING] if shows_waiting else HEADER


def file_rows(audits: Iterable[Any], on: datetime.date, shows_waiting: bool) -> Iterator[list[CellValue]]:
    """The same list of audits, `with_overall` and `with_waiting`, without its looks; a month in CSV as 2023-06."""
    for audit in audits:
        waits = (on - audit.waits_from).days if audit.waits_from else None
        row: list[CellValue] = [
            audit.number,
            audit.case_id,
            str(audit.team or ""),
            audit.cohort,
            Month(audit.cycle.month),
            str(audit.auditor or ""),
            audit.get_state_display(),
            HIDDEN if audit.grades_hidden else grade_word(audit.overall_pre),
            grade_word(audit.overall_agreed),
        ]
        yield [*row, waits] if shows_waiting else row


READINGS_HEADER = ("When", "Who", "What was opened", "Of", "From", "When (UTC)", "Request")


class ReadingTable(tables.Table):
    """Rows of the log of access to one audit and its actions."""

    caption = "Who has read it"
    at = tables.DateTimeColumn(
        verbose_name="When", accessor="moment", order_by="at", format="j F Y, H:i", attrs={"td": {"class": "qa-nowrap"}}
    )
    actor = tables.Column(verbose_name="Who", order_by="actor__name__folded")
    what = tables.Column(verbose_name="What was opened", orderable=False)
    of = tables.Column(empty_values=(), verbose_name="Of", orderable=False)
    origin = tables.Column(verbose_name="From", default="–", orderable=False)

    class Meta:
        order_by = "-at"
        empty_text = "Nobody has read it yet."

    def render_of(self, record: Any) -> str:
        return reading_of(record)


def reading_of(access: Any) -> str:
    return f"{access.target_type.name} {access.target_id}".capitalize()


def reading_rows(readings: Iterable[Any]) -> Iterator[list[CellValue]]:
    for access in readings:
        utc = access.at.astimezone(datetime.UTC).replace(tzinfo=None)
        about = [access.moment.replace(tzinfo=None), str(access.actor), access.what, reading_of(access)]
        yield [*about, access.origin or "", utc, access.request or ""]
