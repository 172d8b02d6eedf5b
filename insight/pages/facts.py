"""Sentences that the grades bear out, each with the figures it rests on. Offered to the writer of the report, who chooses."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audits.enums import PRACTICE_GRADES, Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Person
from foundation.council.months import add_months, month_name, months_between
from foundation.statistics import count_of
from insight.calculations import (
    MonthStage,
    Share,
    compared,
    good_or_better,
    graded,
    ranked,
    ranking_sentence,
    share_of,
    shown_by_month,
)
from insight.pages.domain_figures import domains_with_figures
from insight.queries.audience import shown_to
from insight.queries.distributions import distributions
from performance.queries import FigureReader

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
# Further back than any council's records of audits, so that “first ever” looks at all of them.
_BEGINNING = datetime.date(1900, 1, 1)


@dataclass(frozen=True)
class ComputedSentence:
    """A sentence for the report, and where its figures come from; `month` is the latest that it covers."""

    sentence: str
    source: str
    month: datetime.date | None = None


def facts(first: datetime.date, last: datetime.date, reader: FigureReader) -> list[ComputedSentence]:
    """What can be concluded from the months from `first` to `last`, in view of every month before."""
    return _facts_in(shown_by_month(distributions(_BEGINNING, last)), first, reader)


def facts_for(
    person: Person,
    first: datetime.date,
    last: datetime.date,
    reader: FigureReader,
    cohort: str = "",
    hidden: Collection[datetime.date] = (),
) -> list[ComputedSentence]:
    """The same for one person, of the `hidden` months only what was agreed.

    Without what is about months, or of domains, with fewer audits than they may be shown.
    With a `cohort` each is about its audits alone, and says so.
    """
    history = shown_by_month(distributions(_BEGINNING, last, cohort, hidden))
    found, shown = _facts_in(history, first, reader), shown_to(person, history, cohort)
    if shown.months != history:
        names = [month_name(each.month) for each in shown.withheld]
        names += [name for month, kept in _both(history, shown.months) for name in month.domains if name not in kept.domains]
        found = [fact for fact in found if not _speaks_of(fact, names)]
    return [replace(fact, sentence=f"{cohort}. {fact.sentence}") for fact in found] if cohort else found


def _facts_in(history: Sequence[MonthStage], first: datetime.date, reader: FigureReader) -> list[ComputedSentence]:
    shown = [month for month in history if month.month >= first]
    beside = domains_with_figures(shown[-1], reader) if shown else []
    by_month = facts_of(history, first)
    return [*by_month, *(ComputedSentence(each.sentence, f"{_source(shown[-1:])}; the scorecard", shown[-1].month) for each in beside)]


def _both(months: Sequence[MonthStage], kept: Sequence[MonthStage]) -> list[tuple[MonthStage, MonthStage]]:
    by_month = {month.month: month for month in kept}
    return [(month, by_month[month.month]) for month in months if month.month in by_month]


def _speaks_of(fact: ComputedSentence, names: Sequence[str]) -> bool:
    """Of one of these by name, or of a run of months that may hold one."""
    text = f"{fact.sentence} {fact.source}"
    return any(name in text for name in names) or bool(names) and any(words in text for words in ("Every month since", "none among the"))


def facts_of(history: Sequence[MonthStage], first: datetime.date) -> list[ComputedSentence]:
    found: list[ComputedSentence] = []
    for position, month in enumerate(history):
        if month.month >= first:
            found += (replace(fact, month=month.month) for fact in _facts_of_month(history[: position + 1]))
    recent = [month for month in history if month.month >= first]
    found += [ComputedSentence(compared(earlier, later), _source([earlier, later]), later.month) for earlier, later in pairwise(recent)]
    return found


def _facts_of_month(history: Sequence[MonthStage]) -> Iterator[ComputedSentence]:
    """`history` ends with the month in question."""
    yield from _consecutive_good(history)
    yield from _first_outstanding(history)
    yield from _ranking(history[-1])
    yield from _all_one_grade(history[-1])
    yield from _no_inadequate_after_some(history)


def _consecutive_good(history: Sequence[MonthStage]) -> Iterator[ComputedSentence]:
    """Only months after moderation count; a month without audits, or not yet moderated, ends the run."""
    run: list[MonthStage] = []
    for month in reversed(history):
        follows = not run or add_months(month.month, 1) == run[-1].month
        if month.stage != Stage.AGREED or not follows or not good_or_better(month.overall).count:
            break
        run.append(month)
    if len(run) < 2:
        return
    now = history[-1]
    yield ComputedSentence(
        f"{month_name(now.month)} is the {_ordinal(len(run))} consecutive month with at least one audit graded Good or better overall "
        f"after moderation: {good_or_better(now.overall).words}.",
        "; ".join(f"{month_name(month.month)} {good_or_better(month.overall).words}" for month in reversed(run)),
    )


def _first_outstanding(history: Sequence[MonthStage]) -> Iterator[ComputedSentence]:
    now, before = history[-1], history[:-1]
    for name, counts in now.domains.items():
        share = share_of(counts, Grade.OUTSTANDING)
        if not share.count or any(month.domains.get(name, {}).get(Grade.OUTSTANDING) for month in before):
            continue
        good = share_of(counts, Grade.GOOD)
        earlier = sum(graded(month.domains.get(name, {})) for month in before)
        first = "first Outstanding" if share.count == 1 else "first Outstanding grades"
        yield ComputedSentence(
            f"{month_name(now.month)} has the {first} ever recorded here for {name}: {share.words} {now.stage_words}, "
            f"and a further {good.words} Good.",
            f"{_source([now])}; {_none_before(earlier, history[0].month)}",
        )


def _none_before(earlier: int, first: datetime.date) -> str:
    """In the first month in which a domain is graded everything is the first, and the source says so."""
    if not earlier:
        return "none among the audits before, since none recorded here was graded in this domain"
    return f"none among the {earlier} audits graded in this domain before, since {month_name(first)}"


def _ranking(now: MonthStage) -> Iterator[ComputedSentence]:
    ranks = ranked(now.domains)
    if len({rank.place for rank in ranks}) > 1:
        yield ComputedSentence(f"{now.name}. {ranking_sentence(ranks)}", _source([now]))


def _all_one_grade(now: MonthStage) -> Iterator[ComputedSentence]:
    for name, counts in now.domains.items():
        n = graded(counts)
        only = [grade for grade in PRACTICE_GRADES if n > 1 and counts.get(grade) == n]
        if only:
            low = Share(n, n).interval
            yield ComputedSentence(
                f"{name}: {_all_of(n, now)}, were graded {grade_word(only[0])} "
                f"({count_of(n, n)}; the true rate could be as low as {low[0] if low else 0}%).",
                _source([now]),
            )


def _all_of(n: int, now: MonthStage) -> str:
    """Where the domain was not applicable to some, all are not all of the month's."""
    return f"all {n} audits of {now.name}" if n >= now.audits else f"all {n} of the {now.audits} audits of {now.name}, in which it applied"


def _no_inadequate_after_some(history: Sequence[MonthStage]) -> Iterator[ComputedSentence]:
    now, before = history[-1], history[:-1]
    for name, counts in now.domains.items():
        share = share_of(counts, Grade.INADEQUATE)
        earlier = next((month for month in reversed(before) if graded(month.domains.get(name, {}))), None)
        if earlier is None or share.count or not share.n or not share_of(earlier.domains[name], Grade.INADEQUATE).count:
            continue
        was = share_of(earlier.domains[name], Grade.INADEQUATE)
        upper = share.interval[1] if share.interval else 0
        yield ComputedSentence(
            f"{name}: no audit of {now.name}, was graded Inadequate ({count_of(0, share.n)}; the true rate could be up to {upper}%), "
            f"against {was.words} in {earlier.name}.{_since_when(name, before)}",
            _source([earlier, now]),
        )


def _since_when(name: str, before: Sequence[MonthStage]) -> str:
    """Of the months that asked it: a later version of the tool may have brought the domain."""
    before = [month for month in before if graded(month.domains.get(name, {}))]
    clear = [month for month in before if not month.domains[name].get(Grade.INADEQUATE)]
    if clear:
        return f" The last month without one was {month_name(clear[-1].month)}."
    if len(before) < 2:
        return ""
    gaps = len(before) < sum(1 for _ in months_between(before[0].month, before[-1].month))
    return f" Every month since {month_name(before[0].month)}{' in which it was graded' if gaps else ''} had at least one."


def _source(months: Iterable[MonthStage]) -> str:
    return "Audits of " + " and ".join(f"{month.name} (n = {month.audits})" for month in months)


def _ordinal(number: int) -> str:
    """“second”, “21st”, “112th”."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
