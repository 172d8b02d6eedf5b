"""The key findings of a month, drafted from its coded findings, edited, and left for the report on that month to take over."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import FindingKind, Source
from audits.models import Cycle, FindingTheme
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, first_come, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import add_months, month_name
from foundation.editing.version_tokens import normalised_text
from foundation.guard.services import check_for_identities
from foundation.statistics import count_of
from insight.enums import ThemePart
from insight.models import MonthFinding
from insight.permissions import can_draft_findings
from insight.themes.queries.counts import Row, ThemeCounts, ThemeScope, repetitions, theme_counts

ONLY_THE_LEAD = "The QA lead drafts a month’s key findings."
# How far back a draft looks for a theme that repeats.
LOOKED_BACK = 12


@dataclass(frozen=True)
class WrittenFinding:
    """What a person made of a drafted finding; without words it is left out."""

    text: str
    source: Source


@dataclass(frozen=True)
class MonthCounts:
    """What the findings of a month say, up to a year back, and from where those of the month itself came."""

    month: datetime.date
    months: ThemeCounts
    sources: ThemeCounts
    _since: Mapping[Row, datetime.date] = field(default_factory=dict)

    @property
    def of(self) -> int:
        return self.months.audits.get(self.month, 0)

    def seen(self, row: Row) -> int:
        return self.months.seen.get(row, {}).get(self.month) or 0

    @property
    def rows(self) -> list[Row]:
        """What was seen in the month, most often first."""
        return sorted(filter(self.seen, self.months.seen), key=lambda row: (-self.seen(row), row[0], row[1]))

    def source_of(self, row: Row) -> Source:
        """From where most of them came; of equals the first."""
        counts = self.sources.seen.get(row, {})
        return max(Source, key=lambda source: counts.get(source.value) or 0)

    def sentence(self, row: Row, theme: FindingTheme) -> str:
        """“Seen in 6 of 14 audits of June 2023, and in every month since April 2023: drift and delay.”"""
        since = self._since.get(row)
        run = f", and in every month since {month_name(since)}" if since else ""
        return f"Seen in {count_of(self.seen(row), self.of)} audits of {month_name(self.month)}{run}: {_within_a_sentence(theme.name)}."


def month_counts(month: datetime.date) -> MonthCounts:
    """Of all submitted audits of the month: the Board's report says the same to everybody."""
    months = theme_counts(ThemeScope(add_months(month, 1 - LOOKED_BACK), month))
    sources = theme_counts(ThemeScope(month, month), ThemePart.SOURCE)
    since = {each.row: each.months[0] for each in repetitions(months) if each.months[-1] == month}
    return MonthCounts(month, months, sources, since)


def _within_a_sentence(name: str) -> str:
    """Without its capital, unless it is one of several."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


@transaction.atomic
def save_month_findings(
    *, actor: Person, cycle: Cycle, written: Mapping[int, WrittenFinding], drafts: Sequence[Row] = (), kept: str = ""
) -> list[MonthFinding]:
    """Save what was written of the drafted findings, by their keys, and draft a sentence for each more theme; the new ones are returned.

    What a report has taken over no longer changes. `kept`: why words that look like an identity may stand, as Board members read them.
    """
    require(can_draft_findings, actor, why=ONLY_THE_LEAD)
    cycle = locked(Cycle.objects.all(), pk=cycle.pk)
    rows = all_locked(MonthFinding.objects.filter(month=cycle.month).order_by("pk"))
    before = [row.text for row in rows]
    given = [(row, written[row.pk]) for row in rows if row.pk in written and row.taken_on is None]
    looked = check_for_identities({f"text_{row.pk}": said.text for row, said in given}, kept=kept, target=cycle)
    for row, said in given:
        _store(actor, row, said)
    new = _draft(actor, cycle.month, drafts)
    after = list(MonthFinding.objects.filter(month=cycle.month).order_by("pk").values_list("text", flat=True))
    if before != after:
        record(actor=actor, verb="month.findings_drafted", target=cycle, before=before, after=after)
    looked.keep(actor, cycle)
    return new


def _store(actor: Person, row: MonthFinding, said: WrittenFinding) -> None:
    text = normalised_text(said.text)
    if not text:
        row.delete()
    elif (row.text, row.source) != (text, said.source):
        row.text, row.source, row.written_by, row.written_on = text, said.source, actor, today()
        row.save(update_fields=["text", "source", "written_by", "written_on"])


def _draft(actor: Person, month: datetime.date, drafts: Sequence[Row]) -> list[MonthFinding]:
    here = set(MonthFinding.objects.filter(month=month).values_list("theme", "kind"))
    wanted = [row for row in drafts if row not in here]
    if not wanted:
        return []
    counts, themes = month_counts(month), FindingTheme.objects.in_bulk([theme for theme, _ in wanted])
    if any(not counts.seen(row) for row in wanted):
        raise ValidationError("No finding of this month is coded to one of these themes any more. Look at the counts again.")
    with first_come(ValidationError("Somebody else drafted one of these a moment ago. Open the page again to see it.")):
        return MonthFinding.objects.bulk_create([_drafted(actor, counts, row, themes[row[0]]) for row in wanted])


def _drafted(actor: Person, counts: MonthCounts, row: Row, theme: FindingTheme) -> MonthFinding:
    return MonthFinding(
        month=counts.month,
        kind=FindingKind(row[1]),
        theme=theme,
        text=counts.sentence(row, theme),
        source=counts.source_of(row),
        seen_in=counts.seen(row),
        seen_of=counts.of,
        written_by=actor,
    )
