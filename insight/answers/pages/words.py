"""Shares and what became of them, in words and as small pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.enums import Stage
from foundation.council.months import month_name, months_between, period_name
from foundation.documents import Cell, Fragment
from foundation.statistics import plain, round_half_up
from insight.answers.calculations import ShareChange
from insight.answers.enums import DomainStanding, ShareMovement
from insight.calculations import MonthStage, Share, in_a_row
from insight.health.calculations import ENOUGH

HOW_CHANGED = (
    "A share has risen or fallen only where the 95% interval of the difference (Newcombe) lies wholly on that side of 0; otherwise there "
    f"is no evidence of a change. Of fewer than {ENOUGH} audits on either side nothing is said. Where many domains are looked at, one in "
    "twenty that did not change may still seem to have."
)
WHICH_COUNTED = {
    Stage.AGREED: "Only grades after moderation are counted: those that moderation may still change are in no figure here.",
    Stage.PRE: "Every audit is counted by the grades first submitted, which moderation may have changed since.",
}
MOVEMENT_COLOURS = {
    ShareMovement.ROSE: "green",
    ShareMovement.FELL: "orange",
    ShareMovement.NO_EVIDENCE: "grey",
    ShareMovement.TOO_FEW: "grey",
}
STANDING_COLOURS = {DomainStanding.STRONGEST: "green", DomainStanding.KEY_AREA: "orange"}
# Of the picture, and how far a mark reaches to either side.
WIDTH, HEIGHT, EDGE, HALF = 160, 20, 6, 5
_MOST_DECIMALS = 3


@dataclass(frozen=True)
class IntervalMark:
    """A share and its interval on a line from 0 to 100%; numbers as an address of a picture has them, without a language’s commas."""

    low: str
    high: str
    at: str
    square_at: str
    is_square: bool = False
    is_hollow: bool = False
    width: int = WIDTH
    height: int = HEIGHT
    middle: int = HEIGHT // 2


def interval_mark(share: Share, standing: DomainStanding = DomainStanding.STRONGEST) -> IntervalMark | None:
    """A dot; a square for a key area, an empty dot for what is neither, so that they are told apart without colour."""
    if share.interval is None:
        return None
    low, high, at = (_place(percent) for percent in (*share.interval, float(share.exact * 100)))
    square, hollow = standing == DomainStanding.KEY_AREA, standing == DomainStanding.NEITHER
    return IntervalMark(f"{low:.1f}", f"{high:.1f}", f"{at:.1f}", f"{at - HALF:.1f}", square, hollow)


def _place(percent: float) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * percent / 100


def interval_cell(share: Share, standing: DomainStanding = DomainStanding.STRONGEST) -> Cell:
    return Cell(None, fragment=Fragment("insight/answers/_interval.html", {"mark": interval_mark(share, standing)}))


def compact_cell(
    share: Share,
    words: str,
    notes: Sequence[str] = (),
    standing: DomainStanding = DomainStanding.STRONGEST,
    tags: Sequence[tuple[str, str]] = (),
) -> Cell:
    """Words, notes, picture and verdicts below each other: a table of few columns fits a phone as it is."""
    mark = interval_mark(share, standing) if share.n else None
    context = {"words": words, "notes": notes, "mark": mark, "tags": tags}
    return Cell(share.count, text=words, fragment=Fragment("insight/answers/_share.html", context))


def share_words(share: Share) -> str:
    """“31 of 58 (53%; 95% interval 41–66%)”."""
    return f"{share.count} of {share.n} ({share.percent}%; 95% interval {share.interval_words})" if share.n else "none graded"


def difference_words(change: ShareChange) -> str:
    """“20 points lower (95% interval −37 to −1)”; empty where there are too few."""
    if not change.is_enough:
        return ""
    return f"{_size_in_words(change)} (95% interval {interval_ends(change)})"


def _size_in_words(change: ShareChange) -> str:
    if not change.difference:
        return "the same share"
    points = _points(abs(float(change.difference * 100)))
    return f"{points} point{'' if points == '1' else 's'} {'higher' if change.difference > 0 else 'lower'}"


def interval_ends(change: ShareChange) -> str:
    """“−37 to −1”, in percentage points."""
    low, high = change.interval or (0.0, 0.0)
    return f"{_points(low * 100)} to {_points(high * 100)}"


def _points(value: float) -> str:
    """A whole number; with as many decimals as keep it off 0 where it is not 0, since the word beside it depends on that."""
    decimals = next((each for each in range(_MOST_DECIMALS) if round_half_up(value, each) or not value), _MOST_DECIMALS)
    return plain(value, decimals)


def months_in_words(months: Sequence[MonthStage]) -> str:
    """“February to June 2023”, or each by name where months between them are left out."""
    first, last = months[0].month, months[-1].month
    whole = len(list(months_between(first, last))) == len(months)
    return period_name(first, last) if whole else in_a_row([month_name(month.month) for month in months])


def waiting_sentence(waiting: Sequence[MonthStage]) -> str:
    """“July 2023 is before moderation and not counted yet.”"""
    if not waiting:
        return ""
    are = "is" if len(waiting) == 1 else "are"
    return f"{in_a_row([month_name(month.month) for month in waiting])} {are} before moderation and not counted yet."
