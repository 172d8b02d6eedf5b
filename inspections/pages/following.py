"""What comes after an inspection, in words: the published rule, what it says of our grades, and until when nobody can know."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.council.months import add_months, first_of, month_name
from foundation.documents.formats import uk_date
from inspections.calculations.following import ComesNext, FollowingRule
from inspections.enums import FollowedBy
from inspections.queries.following import FollowsFrom

ABOUT = "Ofsted decides, and may come at any time where it is worried about children: these are the usual times, not appointments."
# What is said “about” when may be so many months earlier or later.
EITHER_WAY = 6


@dataclass(frozen=True)
class FollowingWords:
    """`sentence` says what is next, `rows` the windows, `rule` by what it is so, and `cautions` what to keep in mind."""

    sentence: str
    rows: Sequence[tuple[str, str]]
    rule: str
    cautions: Sequence[str]


def following_words(found: FollowsFrom | None, on: datetime.date) -> FollowingWords | None:
    if found is None:
        return None
    rule = f"By the rule of {found.framework}: {rule_sentence(found.rule)}"
    source = [f"Published: {found.framework.source}."] if found.framework.source else []
    if found.next is None:
        missing = "overall effectiveness" if found.rule.followed_by == FollowedBy.OVERALL else "leaders and practice"
        sentence = f"Record the grades for {missing} of {found.inspection} to see what follows."
        return FollowingWords(sentence, (), rule, [*source, *_other_edition(found)])
    return FollowingWords(_sentence(found.next), _rows(found, on), rule, [*source, *_other_edition(found), ABOUT])


def rule_sentence(rule: FollowingRule) -> str:
    if rule.followed_by == FollowedBy.OVERALL:
        return (
            "Good or Outstanding overall is followed by a short inspection, Requires improvement by a standard one, and Inadequate by "
            "monitoring visits before a standard one."
        )
    return (
        "a short inspection follows where leaders are judged Good or Outstanding and so are at least "
        f"{rule.practice_needed} of the judgements of practice, otherwise a standard one. "
        "Where a judgement is Inadequate we expect monitoring visits: Ofsted’s letter says so."
    )


def _sentence(after: ComesNext) -> str:
    named = str(after.kind.label).lower()
    if after.next_monitoring:
        return f"Monitoring visits, the next about {month_name(after.next_monitoring)}, and then a {named}."
    return f"A {named}, about {month_name(after.about)}."


def _rows(found: FollowsFrom, on: datetime.date) -> list[tuple[str, str]]:
    after = found.next
    assert after is not None
    rows = []
    if after.next_monitoring:
        rows.append(("Next monitoring visit", _window(after.next_monitoring, 1, on)))
    elif after.visits:
        rows.append(("Focused visits before it", _visits(found, after)))
    rows.append((str(after.kind.label), _window(after.about, EITHER_WAY, on)))
    return rows


def _window(about: datetime.date, either_way: int, on: datetime.date) -> str:
    first, last = add_months(about, -either_way), add_months(about, either_way)
    if last < first_of(on):
        return f"Was due by {month_name(last)}: it may come any day"
    if first <= first_of(on):
        return f"Between now and {month_name(last)}"
    return f"Between {month_name(first)} and {month_name(last)}"


def _visits(found: FollowsFrom, after: ComesNext) -> str:
    until = month_name(after.about)
    made = f"{after.visits_made} of {after.visits} {'has' if after.visits_made == 1 else 'have'} been recorded"
    if not after.visits_left:
        return f"{made}: none is expected"
    return f"{made}: {after.visits_left} more between {month_name(first_of(found.inspection.last_day))} and {until}"


def _other_edition(found: FollowsFrom) -> list[str]:
    """Where the rule is of a later edition than the inspection."""
    if found.framework == found.inspection.framework:
        return []
    return [
        f"The inspection was by {found.inspection.framework}; since {uk_date(found.framework.first_day)} what follows is decided by "
        f"{found.framework}."
    ]
