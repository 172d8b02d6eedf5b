"""Services side by side, or the teams of one: by name, with their intervals, and never as a ranking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from audits.calculations import MonthStanding
from audits.enums import Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Service, Team
from foundation.charts import SharePicture, shares_side_by_side
from foundation.documents import AnyRow, Cell, Column, Table, plain_table
from insight.calculations import Share, good_or_better, graded, share_of, stage_words
from insight.queries.counted import Scope
from insight.queries.services import PartGrades, PartsOfStage

from .behind import GOOD_OR_BETTER, GRADED, AuditsBehind
from .grade_tables import INTERVALS, SHARE_HEADER, count_cell, share_cell, share_values
from .grades import months_in_words
from .grades_over_time import share_point
from .scope import address_of

NO_RANKING = (
    "In the order of their names. They are not ranked: they work with different children, and months hold few of their audits. "
    "Where two intervals overlap, the audits do not show that one is better than the other."
)
_MOST_NAMED = 3


@dataclass(frozen=True)
class ServicesGroup:
    """The parts in months of one stage together."""

    stage: Stage
    title: str
    sentence: str
    table: Table


def _weakest() -> str:
    return grade_word(Grade.INADEQUATE)


def what_is_compared(scope: Scope) -> str:
    """“service”, or “team” where one service is looked at."""
    return "team" if scope.service or scope.team else "service"


def services_groups(found: Sequence[PartsOfStage], scope: Scope, links: AuditsBehind | None) -> list[ServicesGroup]:
    return [
        ServicesGroup(
            each.stage,
            _title(each),
            overlap_sentence(each.parts, what_is_compared(scope)),
            _table(each, scope, links.of_months(each.months) if links else None),
        )
        for each in found
    ]


def _title(found: PartsOfStage) -> str:
    standing = sum((month.standing for month in found.months), MonthStanding())
    return f"{months_in_words(found.months)}, {stage_words(found.stage, standing)}"


def _name(each: PartGrades, what: str) -> str:
    return each.name or f"No {what}"


def overlap_sentence(parts: Sequence[PartGrades], what: str) -> str:
    """Which differ by more than their intervals bear out, or that none does; empty where there is nothing to compare."""
    shares = _shares(parts, what)
    if len(shares) < 2:
        return ""
    apart = [f"{one} and {other}" for (one, first), (other, second) in combinations(shares, 2) if not _overlap(first, second)]
    if not apart:
        number = "both" if len(shares) == 2 else f"all {len(shares)}"
        return f"The intervals of {number} {what}s overlap: these audits do not show that one is graded better than another."
    if len(apart) > _MOST_NAMED:
        return f"The intervals of {len(apart)} pairs of {what}s do not overlap: the picture shows which."
    return f"The intervals of {'; of '.join(apart)} do not overlap. Those of all other {what}s do."


def _shares(parts: Sequence[PartGrades], what: str) -> list[tuple[str, Share]]:
    return [(_name(each, what), good_or_better(each.counts)) for each in parts if graded(each.counts)]


def graded_lower(parts: Sequence[PartGrades], what: str) -> list[str]:
    """Those whose interval of Good or better lies wholly below that of another, and above none."""
    shares = _shares(parts, what)
    below = {one for one, first in shares for _, second in shares if _is_below(first, second)}
    above = {other for _, first in shares for other, second in shares if _is_below(first, second)}
    return [name for name, _ in shares if name in below - above]


def _is_below(one: Share, other: Share) -> bool:
    return not _overlap(one, other) and one.exact < other.exact


def _overlap(one: Share, other: Share) -> bool:
    (low, high), (other_low, other_high) = one.interval or (0, 100), other.interval or (0, 100)
    return low <= other_high and other_low <= high


def services_picture(found: PartsOfStage, scope: Scope) -> SharePicture | None:
    what = what_is_compared(scope)
    rows = [share_point(_name(each, what), each.counts) for each in found.parts if graded(each.counts)]
    return shares_side_by_side(rows, f"Overall judgement Good or better by {what}, {_title(found)}") if rows else None


def _table(found: PartsOfStage, scope: Scope, links: AuditsBehind | None) -> Table:
    what = what_is_compared(scope)
    columns = [
        Column(what.capitalize(), names_row=True),
        Column("Graded (n)", numeric=True),
        Column("Good or better", numeric=True, nowrap=True),
        Column(_weakest(), numeric=True, nowrap=True),
    ]
    rows = [_row(each, found.stage, scope, _links_of(each, scope, links)) for each in found.parts]
    return Table(f"Overall judgement by {what}, {_title(found)}", columns, rows, notes=[INTERVALS])


def _row(each: PartGrades, stage: Stage, scope: Scope, links: AuditsBehind | None) -> AnyRow:
    name = _name(each, what_is_compared(scope))
    good, inadequate = good_or_better(each.counts), share_of(each.counts, Grade.INADEQUATE)
    return [
        _named(each, scope, name),
        count_cell(graded(each.counts), links.graded(GRADED) if links else "", f"graded, {name}"),
        share_cell(good, links.graded(GOOD_OR_BETTER) if links else "", f"Good or better, {name}"),
        share_cell(inadequate, links.graded(Grade.INADEQUATE) if links else "", f"{_weakest()}, {name}"),
    ]


def _named(each: PartGrades, scope: Scope, name: str) -> Cell:
    """A service leads to its teams."""
    if not isinstance(each.part, Service):
        return Cell(name)
    return Cell(name, href=address_of(replace(scope, service=each.part)), unseen=": its teams")


def _links_of(each: PartGrades, scope: Scope, links: AuditsBehind | None) -> AuditsBehind | None:
    if links is None or (each.part is None and what_is_compared(scope) == "team"):
        return None
    if isinstance(each.part, Team):
        return replace(links, scope=replace(scope, team=each.part))
    return replace(links, scope=replace(scope, service=each.part), without_service=each.part is None)


def services_sheet(found: Sequence[PartsOfStage], scope: Scope) -> Table:
    what = what_is_compared(scope)
    rows: list[AnyRow] = [
        [_title(each), _name(part, what), *share_values(good_or_better(part.counts)), share_of(part.counts, Grade.INADEQUATE).count]
        for each in found
        for part in each.parts
    ]
    return plain_table(f"By {what}", ("Months and stage", what.capitalize(), *SHARE_HEADER, _weakest()), rows)
