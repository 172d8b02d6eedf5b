"""Distributions of grades and what can be concluded from them. Counts and ranks, never a mean of grades."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from audits.calculations import MonthStanding
from audits.enums import PRACTICE_GRADES, Grade, Stage
from foundation.council.months import month_name
from foundation.statistics import (
    EVIDENCE,
    count_of,
    fisher_exact,
    mean_rank_is_better,
    rank_sum,
    round_half_up,
    rounded_percentage,
    wilson_interval,
)

# How many were given each grade. Grades go by their codes until a page or a document words them.
Counts = Mapping[Grade, int]

STAGE_WORDS = {Stage.PRE: "before moderation", Stage.AGREED: "after moderation"}
GOOD_OR_BETTER = (Grade.OUTSTANDING, Grade.GOOD)
LINE, MOST_DECIMALS_OF_P = Decimal("0.05"), 6


@dataclass(frozen=True)
class MonthStage:
    """The grades of one month's audits at one stage: `Stage.PRE` as first submitted, `Stage.AGREED` as agreed.

    `standing` says how all its submitted audits stand, whichever of them are counted here.
    """

    month: datetime.date
    stage: Stage
    audits: int
    overall: Counts
    domains: Mapping[str, Counts]
    standing: MonthStanding = field(default_factory=MonthStanding)

    @property
    def stage_words(self) -> str:
        return stage_words(self.stage, self.standing)

    @property
    def name(self) -> str:
        return f"{month_name(self.month)}, {self.stage_words}"

    @property
    def standing_sentence(self) -> str:
        """Which audits the month's grades leave out, or that some were given back; empty where there is nothing to say."""
        standing, month = self.standing, month_name(self.month)
        if self.stage == Stage.AGREED and standing.left_out:
            return (
                f"{month}: {_audits(standing.agreed)} of {standing.submitted} submitted {_have(standing.agreed)} agreed grades and "
                f"{_are(standing.agreed)} counted; {standing.left_out_words}, not counted until agreed."
            )
        if self.stage == Stage.PRE and standing.given_back_words:
            counted = f"all {standing.submitted} submitted audits are counted by the grades first submitted"
            return f"{month}: {counted}; {standing.given_back_words} since."
        return ""


def stage_words(stage: Stage, standing: MonthStanding) -> str:
    """“after moderation (13 agreed, 1 opened again)”, or the stage alone where every submitted audit is counted."""
    words = STAGE_WORDS[stage]
    return f"{words} ({standing.agreed} agreed, {standing.left_out_words})" if stage == Stage.AGREED and standing.left_out else words


def _audits(count: int) -> str:
    return f"{count} audit{'' if count == 1 else 's'}"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


@dataclass(frozen=True)
class Share:
    """A count out of a total, its whole percentage and its 95% interval; the last two are blank where nothing was graded."""

    count: int
    n: int

    @property
    def percent(self) -> int | None:
        return rounded_percentage(self.count, self.n)

    @property
    def exact(self) -> Fraction:
        return Fraction(self.count, self.n) if self.n else Fraction(0)

    @property
    def interval(self) -> tuple[int, int] | None:
        ends = wilson_interval(self.count, self.n)
        return (int(round_half_up(ends[0] * 100)), int(round_half_up(ends[1] * 100))) if ends else None

    @property
    def interval_words(self) -> str:
        """“4–40%”."""
        return f"{self.interval[0]}–{self.interval[1]}%" if self.interval else ""

    @property
    def words(self) -> str:
        """“3 of 14 (21%)”."""
        return f"{count_of(self.count, self.n)} ({self.percent}%)" if self.n else "none graded"


@dataclass(frozen=True)
class DomainRank:
    """A domain among the others, strongest first. Every domain of an earlier `place` is shown to be better than every one of a later;
    `is_joint` where others have the same place; `better_than` names those whose grades its own are shown to be better than."""

    place: int
    name: str
    good_or_better: Share
    inadequate: Share
    is_joint: bool = False
    better_than: tuple[str, ...] = ()

    @property
    def place_text(self) -> str:
        """“1”, or “1=”."""
        return f"{self.place}=" if self.is_joint else str(self.place)


def no_grades() -> dict[Grade, int]:
    return dict.fromkeys(Grade, 0)


def graded(counts: Counts) -> int:
    """The denominator: *not applicable* leaves it."""
    return sum(counts.get(grade, 0) for grade in PRACTICE_GRADES)


def share_of(counts: Counts, *grades: Grade) -> Share:
    return Share(sum(counts.get(grade, 0) for grade in grades), graded(counts))


def good_or_better(counts: Counts) -> Share:
    return share_of(counts, *GOOD_OR_BETTER)


def at_stage(rows: Iterable[MonthStage], stage: Stage | None) -> list[MonthStage]:
    """One row a month at this stage; without one, at that which `Standing.shows_agreed` says."""
    return shown_by_month(rows) if stage is None else sorted((row for row in rows if row.stage == stage), key=lambda row: row.month)


def shown_by_month(rows: Iterable[MonthStage]) -> list[MonthStage]:
    """One row a month, at the stage that `Standing.shows_agreed` says."""
    by_month: dict[datetime.date, dict[Stage, MonthStage]] = {}
    for row in rows:
        by_month.setdefault(row.month, {})[row.stage] = row
    return [_agreed_or_first(stages) for _, stages in sorted(by_month.items())]


def _agreed_or_first(stages: Mapping[Stage, MonthStage]) -> MonthStage:
    """Where one stage alone may be seen, that one."""
    pre, post = stages.get(Stage.PRE), stages.get(Stage.AGREED)
    if pre is None or (post is not None and post.standing.shows_agreed):
        return stages[Stage.AGREED]
    return pre


def summed(counts: Iterable[Counts]) -> dict[Grade, int]:
    total = no_grades()
    for each in counts:
        for grade, count in each.items():
            total[grade] += count
    return total


def domains_summed(rows: Sequence[MonthStage]) -> dict[str, dict[Grade, int]]:
    """Each domain's grades over months of one stage, the domains in the tool's order."""
    names = dict.fromkeys(name for row in rows for name in row.domains)
    return {name: summed(row.domains.get(name, {}) for row in rows) for name in names}


def ranked(domains: Mapping[str, Counts]) -> list[DomainRank]:
    """In the order of the share Good or better, then of the smaller share Inadequate. Domains that nobody graded have no place.

    Places say no more than the grades bear out: one begins only where all before it are shown to be better than all from there on.
    """
    given = {name: [counts.get(grade, 0) for grade in PRACTICE_GRADES] for name, counts in domains.items() if graded(counts)}
    names = sorted(given, key=lambda name: _strength(domains[name]), reverse=True)
    better = {name: [other for other in names if _is_shown_better(given[name], given[other])] for name in names}
    return [
        DomainRank(
            place=first + 1,
            name=name,
            good_or_better=good_or_better(domains[name]),
            inadequate=share_of(domains[name], Grade.INADEQUATE),
            is_joint=end - first > 1,
            better_than=tuple(better[name]),
        )
        for first, end in pairwise(_where_places_begin(names, better))
        for name in names[first:end]
    ]


def _where_places_begin(names: Sequence[str], better: Mapping[str, Collection[str]]) -> list[int]:
    """And the end of all of them."""
    begin = [at for at in range(1, len(names)) if all(set(names[at:]) <= set(better[name]) for name in names[:at])]
    return [0, *begin, len(names)] if names else []


def _strength(counts: Counts) -> tuple[Fraction, Fraction]:
    return good_or_better(counts).exact, -share_of(counts, Grade.INADEQUATE).exact


def _is_shown_better(one: Sequence[int], other: Sequence[int]) -> bool:
    return rank_sum(one, other) < EVIDENCE and mean_rank_is_better(one, other)


HOW_RANKED = (
    "Domains are ordered by the share of audits graded Good or better, and where that is equal by the smaller share graded Inadequate. "
    "A place begins only where every domain before it is shown to be better than every one from there on: their grades differ by more than "
    "chance (rank test, p below 0.05). “1=” is a place shared."
)


def ranking_sentence(ranks: Sequence[DomainRank], weakest: str = "Weakest") -> str:
    """Which domains are shown to be strongest and which `weakest`, as the page calls it, ties as ties; or that none stands out."""
    if not ranks:
        return "No domain was graded."
    groups = _by_shares(ranks)
    if not _beaten(ranks):
        if len(groups) < 2:
            return "No domain stands out: all have the same shares."
        return (
            f"No domain stands out: between {_named(groups[0])}, and {_named(groups[-1])}, so few audits cannot tell a difference from "
            "chance (rank test, p above 0.05)."
        )
    best, worst = _by_shares(strongest(ranks)), _by_shares(key_areas(ranks))[::-1]
    within = " All have the same shares; within these the grades differ." if len(groups) < 2 else ""
    return f"Strongest: {_ties(best)}. {weakest}: {_ties(worst)}.{within}{_not_told_apart(ranks)}"


def strongest(ranks: Sequence[DomainRank]) -> list[DomainRank]:
    """Shown to be better than at least one other and worse than none."""
    beaten = _beaten(ranks)
    return [rank for rank in ranks if rank.better_than and rank.name not in beaten]


def key_areas(ranks: Sequence[DomainRank]) -> list[DomainRank]:
    """Shown to be worse than at least one other and better than none."""
    beaten = _beaten(ranks)
    return [rank for rank in ranks if not rank.better_than and rank.name in beaten]


def _beaten(ranks: Sequence[DomainRank]) -> set[str]:
    return {name for rank in ranks for name in rank.better_than}


def _not_told_apart(ranks: Sequence[DomainRank]) -> str:
    """Those that are neither; nothing where there are none."""
    beaten = _beaten(ranks)
    neither = [rank.name for rank in ranks if not rank.better_than and rank.name not in beaten]
    return f" Not told apart from either: {in_a_row(neither)}." if neither else ""


def _by_shares(ranks: Sequence[DomainRank]) -> list[list[DomainRank]]:
    """In their order, those of equal shares together."""
    groups: dict[tuple[Fraction, Fraction], list[DomainRank]] = {}
    for rank in ranks:
        groups.setdefault((rank.good_or_better.exact, rank.inadequate.exact), []).append(rank)
    return list(groups.values())


def _ties(groups: Sequence[Sequence[DomainRank]]) -> str:
    return "; ".join(map(_named, groups)) + (" (so few audits do not tell these apart)" if len(groups) > 1 else "")


def _named(ranks: Sequence[DomainRank]) -> str:
    names = in_a_row([rank.name for rank in ranks])
    one = ranks[0]
    each = " each" if len(ranks) > 1 else ""
    return f"{names}, {one.good_or_better.words} Good or better{each} and {one.inadequate.words} Inadequate"


def in_a_row(names: Sequence[str]) -> str:
    """“one”, “one and two”, “one; two and three”: names of domains have commas and “and” of their own."""
    return " and ".join(filter(None, ["; ".join(names[:-1]), names[-1]]))


def compared(earlier: MonthStage, later: MonthStage) -> str:
    """Whether two months differ in Inadequate overall: the counts, the test and its p, and the caution where the stages differ."""
    first, second = share_of(earlier.overall, Grade.INADEQUATE), share_of(later.overall, Grade.INADEQUATE)
    p = fisher_exact(first.count, first.n - first.count, second.count, second.n - second.count)
    verdict = "there is evidence of a difference" if p < EVIDENCE else "no evidence of a difference"
    counted = f"Inadequate: {first.words} in {earlier.name}; {second.words} in {later.name}"
    sentence = f"{counted}: {verdict} ({p_words(p)}, Fisher’s exact test)."
    if earlier.stage != later.stage:
        sentence += " The two months are at different stages, so moderation may account for part of any difference."
    return sentence


def p_words(p: float) -> str:
    """With as many decimals as leave it on its side of the line that the sentence beside it draws: 0.049, not 0.05, is evidence."""
    if p < 0.001:
        return "p < 0.001"
    fewest = 1 if p > 0.995 else 3 if p < 0.01 else 2
    printed = [round_half_up(p, decimals) for decimals in range(fewest, MOST_DECIMALS_OF_P)]
    return f"p = {next((each for each in printed if each != LINE and (each < LINE) == (p < EVIDENCE)), printed[-1])}"


def counts_in_words(counts: Counts, word: Callable[[Grade], str]) -> str:
    """“7 Requires improvement to be good, 2 Inadequate”: the grades that were given, best first; `word` words a grade."""
    return ", ".join(f"{counts[grade]} {word(grade)}" for grade in PRACTICE_GRADES if counts.get(grade)) or "none graded"


def grades_in_words(counts: Counts, word: Callable[[Grade], str]) -> str:
    """“9 of 9 Good” or “2 Good, 7 Inadequate (n = 9)”; `word` words a grade."""
    n = graded(counts)
    given = [grade for grade in PRACTICE_GRADES if counts.get(grade)]
    if len(given) == 1:
        return f"{count_of(n, n)} {word(given[0])}"
    return f"{counts_in_words(counts, word)} (n = {n})" if given else "none graded"
