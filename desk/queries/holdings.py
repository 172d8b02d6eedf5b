"""What somebody owns, or is to do, in every room: asked when they leave, and for as long as anything of it stays with them."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from actions.models import Action, SavedView
from audits.enums import OPEN_STATES, State
from audits.models import Audit, CalibrationPart, Challenge, Exemption
from foundation.accounts.enums import Power, Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.accounts.queries import POSTS, places, reports_of
from foundation.council.months import month_name
from foundation.council.work import WorkItem
from observations.models import Observation
from performance.models import Commentary, Indicator

Rows = tuple[Callable[[], QuerySet], str, Callable[[Any], str]]


@dataclass(frozen=True)
class Kind:
    """One kind of thing that people hold: where it is found, by which field, and how one is named without a child or a title.

    `takers`: the roles of whoever may take it, none for anybody. `then` says what becomes of it by itself; with it nobody is asked,
    and `stays` says that it is still theirs afterwards.
    """

    key: str
    heading: str
    rows: tuple[Rows, ...]
    takers: tuple[Role, ...] = ()
    then: str = ""
    stays: bool = False

    def names(self, person: Person) -> list[str]:
        return [name(row) for found, field, name in self.rows for row in found().filter(**{field: person}).distinct()]

    def holders(self) -> set[int]:
        """Those who have left and hold some."""
        return {
            pk for found, field, _ in self.rows for pk in found().filter(**{f"{field}__is_active": False}).values_list(field, flat=True)
        }


def _open_actions() -> QuerySet:
    return Action.objects.standing().open().order_by("number")


def _parts_to_grade() -> QuerySet:
    return CalibrationPart.objects.filter(finished_on=None, round__state="grading").select_related("round")


def _moderation(row: object) -> str:
    return f"Moderation of {str(row).lower()}"


def _action(row: object) -> str:
    """Without its title, which may be about a child: whoever marks people as left reads no case."""
    assert isinstance(row, Action)
    return f"Action {row.number}"


def _month(asked: object) -> str:
    assert isinstance(asked, Commentary)
    return f"Comment on {asked.indicator.measure}, {month_name(asked.month)}"


TITLES = {Power.TEAM_MANAGER: "Manager", Power.SERVICE_MANAGER: "Service manager", Power.HEAD: "Head of service"}


def _posts(*, somebody_named: bool) -> tuple[Rows, ...]:
    """Teams and services, and the people who report to somebody."""
    of_places = (
        (partial(places, model, what, somebody_named=somebody_named), post, partial("{} of {}".format, TITLES[what]))
        for model, post, what in POSTS
    )
    return (*of_places, (partial(reports_of, somebody_named=somebody_named), "line_manager", lambda row: f"Line manager of {row}"))


# Named by whoever said who leaves, and not theirs before somebody else has agreed.
CONFIRMING = Kind(
    "confirming",
    "Posts that wait for a second person",
    _posts(somebody_named=True),
    then="They go to the person who was named once a second person confirms it, under Settings, Who was given what.",
)
KINDS = (
    Kind("actions", "Open actions", ((_open_actions, "owner", _action),)),
    Kind(
        "observations",
        "Observations to make",
        ((Observation.objects.planned, "observer", lambda row: f"Observation {row.number}"),),
        takers=(Role.OBSERVER,),
    ),
    Kind(
        "comments",
        "Indicators and comments",
        (
            (Indicator.objects.all, "owner", str),
            (lambda: Commentary.objects.filter(written_on=None).select_related("indicator__measure"), "asked_of", _month),
        ),
    ),
    Kind(
        "posts",
        "Posts and people",
        _posts(somebody_named=False),
    ),
    CONFIRMING,
    Kind(
        "audits",
        "Audits not begun, and moderation",
        (
            (lambda: Audit.objects.filter(state=State.ALLOCATED, imported=False), "auditor", str),
            (
                lambda: Audit.objects.filter(state__in=OPEN_STATES, imported=False),
                "moderator",
                lambda row: f"Moderation of {str(row).lower()}",
            ),
        ),
        then="They go back to the QA lead, who chooses somebody else.",
    ),
    Kind(
        "grading",
        "Calibration rounds to grade",
        ((_parts_to_grade, "person", lambda row: str(row.round)),),
        then="The rounds go on without them.",
    ),
    Kind(
        "helping",
        "Actions that they help with",
        ((lambda: Action.objects.unfinished().order_by("number"), "helpers", _action),),
        then="Their owners go on without them.",
    ),
    Kind(
        "begun",
        "Audits begun",
        ((lambda: Audit.objects.filter(state=State.IN_PROGRESS), "auditor", str),),
        then="No one can continue another person’s answers: the QA lead withdraws these audits, and can add the records again.",
        stays=True,
    ),
    Kind(
        "letters",
        "Letters of feedback, and answers to challenges",
        (
            (Audit.objects.awaiting_letter, "auditor", lambda row: f"Letter on {str(row).lower()}"),
            (lambda: Challenge.objects.filter(answered_on=None), "audit__moderator", lambda row: f"Challenge to audit {row.audit_id}"),
        ),
        then="The QA lead writes them: they are in the lead’s My work.",
    ),
    Kind(
        "asked",
        "Exemptions that they asked for",
        ((Exemption.objects.pending, "asked_by", str),),
        then="The people who decide on them still do.",
    ),
    Kind(
        "views",
        "Shared views of the tracker",
        ((lambda: SavedView.objects.filter(is_shared=True), "person", str),),
        then="They stay for everybody; a QA lead can delete them.",
    ),
)
ASKED = tuple(kind for kind in KINDS if not kind.then)


def count_of(person: Person) -> int:
    """How much of it asks for an answer, or moves, when they leave."""
    return sum(len(kind.names(person)) for kind in KINDS)


def fingerprint(person: Person) -> str:
    """Of all that they hold: another where anything came or went."""
    lines = [f"{kind.key} {name}" for kind in KINDS for name in kind.names(person)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def takers_of(kind: Kind, person: Person) -> QuerySet[Person]:
    """Whoever can be asked: works here, can sign in, is not on the Board."""
    people = Person.objects.tellable().exclude(pk=person.pk).exclude(role_rows__role=Role.BOARD_MEMBER)
    return people.with_role(*kind.takers) if kind.takers else people


def left_behind(person: Person, on: object) -> list[WorkItem]:
    """For the lead: whoever left and still holds something, a line each."""
    if not is_lead(person):
        return []
    standing = [kind for kind in KINDS if kind.stays or not kind.then]
    holders = set[int]().union(*(kind.holders() for kind in standing))
    return [_item(left, standing) for left in Person.objects.filter(pk__in=holders, is_active=False).order_by("name__folded")]


def _item(left: Person, kinds: Iterable[Kind]) -> WorkItem:
    words = [f"{kind.heading.lower()}: {len(names)}" for kind in kinds if (names := kind.names(left))]
    what = f"Give away what {left} left behind"
    return WorkItem(
        what=what, why=f"Owned by somebody who left; {'; '.join(words)}", url=reverse("desk:leaving", args=[left.pk]), brief=what
    )
