"""What is known of one team over some months, as far as the reader may read its audits and actions."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from actions.enums import ActionState
from actions.models import Action
from audits.enums import FINISHED_STATES, PRACTICE_GRADES, FindingKind, Stage
from audits.models import Audit, Finding, FindingCode, FindingTheme, Judgement, ReAudit
from foundation.accounts.models import Person, Team
from foundation.names import folded


@dataclass(frozen=True)
class TeamTheme:
    """A theme in the findings of a team: in how many of its audits it was an area for improvement, and in how many a strength."""

    theme: FindingTheme
    areas: int
    strengths: int
    last_seen: datetime.date


@dataclass(frozen=True)
class TeamEffect:
    """The team's actions that somebody else has verified in the period, by what is known of their effect; and records audited again."""

    waiting: int = 0
    effective: int = 0
    not_effective: int = 0
    better: int = 0
    same: int = 0
    worse: int = 0

    @property
    def verified(self) -> int:
        return self.waiting + self.effective + self.not_effective

    @property
    def re_audited(self) -> int:
        return self.better + self.same + self.worse


@dataclass(frozen=True)
class TeamRead:
    """Everything that the page of a team's plan reads; `audits` are those with agreed grades, `uncoded` findings that have no theme."""

    audits: int
    themes: Sequence[TeamTheme] = ()
    uncoded: int = 0
    open_actions: Sequence[Action] = ()
    closed_actions: Sequence[Action] = ()
    to_verify: int = 0
    effect: TeamEffect = field(default_factory=TeamEffect)


def team_read(team: Team, person: Person, first: datetime.date, last: datetime.date, ends: tuple[datetime.date, datetime.date]) -> TeamRead:
    """Of the audits of months `first` to `last`, and of actions that are open, or were verified between two days, the `ends`; in a fixed
    number of queries.
    """
    audits = Audit.objects.visible_to(person).finished().filter(team=team, cycle__month__gte=first, cycle__month__lte=last).order_by()
    actions = Action.objects.visible_to(person).live().filter(_of_team(team))
    open_actions = list(actions.open().select_related("owner").order_by("due", "number"))
    verified = actions.closed().filter(verified_on__gte=ends[0], verified_on__lte=ends[1])
    closed = list(verified.select_related("owner").order_by("-verified_on", "-number"))
    return TeamRead(
        audits=audits.count(),
        themes=_themes(audits),
        uncoded=Finding.objects.filter(audit__in=audits.values("pk"), codes=None).count(),
        open_actions=open_actions,
        to_verify=actions.awaiting_verification().count(),
        closed_actions=closed,
        effect=_effect(person, closed, audits),
    )


def _of_team(team: Team) -> Q:
    return Q(team=team) | Q(team=None, owner__team=team)


def _themes(audits: QuerySet[Audit]) -> list[TeamTheme]:
    """An audit counts once for a theme and kind; what was coded to a merged theme counts under the other one."""
    seen: dict[int, dict[str, set[int]]] = {}
    months: dict[int, datetime.date] = {}
    codes = FindingCode.objects.filter(finding__audit__in=audits.values("pk")).order_by()
    rows = codes.values_list("theme", "theme__merged_into", "finding__kind", "finding__audit", "finding__audit__cycle__month")
    for own, merged, kind, audit, month in rows:
        theme = merged or own
        seen.setdefault(theme, {each: set() for each in FindingKind.values})[kind].add(audit)
        months[theme] = max(month, months.get(theme, month))
    themes = FindingTheme.objects.in_bulk(list(seen))
    found = [
        TeamTheme(themes[pk], len(by_kind[FindingKind.AREA]), len(by_kind[FindingKind.STRENGTH]), months[pk])
        for pk, by_kind in seen.items()
    ]
    return sorted(found, key=lambda each: (-each.areas, -each.strengths, folded(each.theme.name)))


def _effect(person: Person, closed: Sequence[Action], audits: QuerySet[Audit]) -> TeamEffect:
    states = [each.state for each in closed]
    counted = {state.value: states.count(state) for state in (ActionState.VERIFIED, ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE)}
    moves = _moves_of_grades(audits, person)
    return TeamEffect(
        counted[ActionState.VERIFIED],
        counted[ActionState.EFFECTIVE],
        counted[ActionState.NOT_EFFECTIVE],
        better=sum(move < 0 for move in moves),
        same=sum(move == 0 for move in moves),
        worse=sum(move > 0 for move in moves),
    )


def _moves_of_grades(audits: QuerySet[Audit], person: Person) -> list[int]:
    """Of records audited again in the period, how many grades further down the agreed overall grade is than at first."""
    earlier = Audit.objects.visible_to(person).filter(state__in=FINISHED_STATES).order_by().values("pk")
    pairs = list(ReAudit.objects.filter(audit__in=audits.values("pk"), earlier__in=earlier).order_by().values_list("earlier", "audit"))
    grades = _overall_grades({pk for pair in pairs for pk in pair}) if pairs else {}
    rank = {grade.value: place for place, grade in enumerate(PRACTICE_GRADES)}
    known = [(grades.get(first, ""), grades.get(again, "")) for first, again in pairs]
    return [rank[again] - rank[first] for first, again in known if first in rank and again in rank]


def _overall_grades(audits: set[int]) -> Mapping[int, str]:
    rows = Judgement.objects.at(Stage.AGREED).overall().filter(audit__in=audits)
    return dict(rows.values_list("audit", "grade"))
