"""What somebody owns, or is to do, in every room: asked when they leave, and for as long as anything of it stays with them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet

from actions.models import Action
from audits.enums import OPEN_STATES, AuditState, CalibrationState
from audits.models import AgencyPart, Audit, CalibrationPart, Challenge, Exemption
from commissions.models import Commission
from desk.enums import HeldAs, Holding
from feeds.models import FeedToken
from foundation.accounts.enums import Power, Role
from foundation.accounts.models import Person
from foundation.accounts.queries import POSTS, places, reports_of
from foundation.council.clock import today
from foundation.saved_views.models import SavedView
from inspections.models import PlanPriority
from learning.models import LearningEvent
from observations.models import Observation
from oversight.models import MeetingDecision
from performance.models import Commentary, Indicator
from publications.enums import PublicationState
from publications.models import Publication
from publications.permissions import REVIEWERS as PUBLICATION_REVIEWERS
from reports.models import Report, Review, SectionOwner
from reports.querysets import REVIEWERS
from studies.models import Study
from voices.models import VoiceRecord

# Where they are found, by which field a person holds them, and as what.
Rows = tuple[Callable[[], QuerySet], str, HeldAs]


@dataclass(frozen=True)
class Held:
    """One thing that somebody holds."""

    held_as: HeldAs
    row: Any


@dataclass(frozen=True)
class HoldingKind:
    """One kind of thing that people hold. `takers`: the roles that a person needs to take it; empty if anybody may. Where nobody is `asked`
    who takes it over something becomes of it by itself, and `stays` says that it is still theirs afterwards.
    """

    holding: Holding
    rows: tuple[Rows, ...]
    takers: tuple[Role, ...] = ()
    is_asked: bool = False
    stays: bool = False

    @property
    def key(self) -> str:
        return self.holding.value

    @property
    def heading(self) -> str:
        return str(self.holding.label)

    def of(self, person: Person) -> list[Held]:
        return [Held(held_as, row) for found, field, held_as in self.rows for row in found().filter(**{field: person}).distinct()]

    def holders(self) -> list[QuerySet]:
        """People who have left and hold some, by their keys."""
        return [found().filter(**{f"{field}__is_active": False}).order_by().values_list(field) for found, field, _ in self.rows]


def _open_actions() -> QuerySet:
    return Action.objects.standing().open().order_by("number")


def _open_decisions() -> QuerySet:
    return MeetingDecision.objects.open().select_related("meeting__cycle")


def _parts_to_grade() -> QuerySet:
    return CalibrationPart.objects.filter(finished_on=None, round__state=CalibrationState.GRADING).select_related("round")


def _comments_to_write() -> QuerySet:
    return Commentary.objects.filter(written_on=None).select_related("indicator__measure")


def _reviews_to_give() -> QuerySet:
    return Review.objects.asked().filter(report__in=Report.objects.drafts()).select_related("report")


_AS_POST = {Power.TEAM_MANAGER: HeldAs.TEAM, Power.SERVICE_MANAGER: HeldAs.SERVICE, Power.HEAD: HeldAs.HEAD}


def _posts(*, somebody_named: bool) -> tuple[Rows, ...]:
    """Teams and services, and the people who report to somebody."""
    of_places = ((partial(places, model, what, somebody_named=somebody_named), post, _AS_POST[what]) for model, post, what in POSTS)
    return (*of_places, (partial(reports_of, somebody_named=somebody_named), "line_manager", HeldAs.REPORTS))


# Named by the person who noted the leaving, and not theirs before somebody else has agreed.
CONFIRMING = HoldingKind(Holding.CONFIRMING, _posts(somebody_named=True))
KINDS = (
    HoldingKind(Holding.ACTIONS, ((_open_actions, "owner", HeldAs.ACTION),), is_asked=True),
    HoldingKind(
        Holding.OBSERVATIONS, ((Observation.objects.planned, "observer", HeldAs.OBSERVATION),), takers=(Role.OBSERVER,), is_asked=True
    ),
    HoldingKind(
        Holding.VOICES,
        ((VoiceRecord.objects.waiting, "gathered_by", HeldAs.VOICE),),
        takers=(Role.AUDITOR, Role.OBSERVER, Role.QA_LEAD),
        is_asked=True,
    ),
    HoldingKind(
        Holding.STUDIES,
        ((Study.objects.open, "lead", HeldAs.STUDY), (Study.objects.open, "readers", HeldAs.STUDY)),
        takers=(Role.AUDITOR, Role.MODERATOR, Role.QA_LEAD),
        is_asked=True,
    ),
    HoldingKind(
        Holding.COMMENTS,
        ((Indicator.objects.all, "owner", HeldAs.INDICATOR), (_comments_to_write, "asked_of", HeldAs.COMMENT)),
        is_asked=True,
    ),
    HoldingKind(
        Holding.REVIEWS,
        ((SectionOwner.objects.all, "person", HeldAs.REPORT_SECTION), (_reviews_to_give, "reviewer", HeldAs.REVIEW)),
        takers=REVIEWERS,
        is_asked=True,
    ),
    HoldingKind(
        Holding.PUBLICATIONS,
        (
            (Publication.objects.unpublished, "author", HeldAs.PUBLICATION),
            (lambda: Publication.objects.filter(state=PublicationState.IN_REVIEW), "reviewer", HeldAs.PUBLICATION_REVIEW),
        ),
        takers=PUBLICATION_REVIEWERS,
        is_asked=True,
    ),
    HoldingKind(Holding.COMMISSIONS, ((Commission.objects.open, "lead", HeldAs.COMMISSION),), is_asked=True),
    HoldingKind(Holding.DECISIONS, ((_open_decisions, "owner", HeldAs.DECISION),), is_asked=True),
    HoldingKind(Holding.PRIORITIES, ((PlanPriority.objects.open, "owner", HeldAs.PRIORITY),), is_asked=True),
    HoldingKind(Holding.EVENTS, ((LearningEvent.objects.planned, "organiser", HeldAs.EVENT),), is_asked=True),
    HoldingKind(Holding.PARTS, ((AgencyPart.objects.open, "partner", HeldAs.PART),), takers=(Role.PARTNER,), is_asked=True),
    HoldingKind(Holding.POSTS, _posts(somebody_named=False), is_asked=True),
    CONFIRMING,
    HoldingKind(
        Holding.AUDITS,
        (
            (lambda: Audit.objects.filter(state=AuditState.ALLOCATED, imported=False), "auditor", HeldAs.AUDIT),
            (lambda: Audit.objects.filter(state__in=OPEN_STATES, imported=False), "moderator", HeldAs.MODERATION),
        ),
    ),
    HoldingKind(Holding.OBSERVED, ((Observation.objects.planned, "practitioner", HeldAs.OBSERVATION),)),
    HoldingKind(Holding.GRADING, ((_parts_to_grade, "person", HeldAs.GRADING),)),
    HoldingKind(Holding.HELPING, ((lambda: Action.objects.unfinished().order_by("number"), "helpers", HeldAs.ACTION),)),
    HoldingKind(Holding.BEGUN, ((lambda: Audit.objects.filter(state=AuditState.IN_PROGRESS), "auditor", HeldAs.AUDIT),), stays=True),
    HoldingKind(
        Holding.LETTERS,
        (
            (Audit.objects.awaiting_letter, "auditor", HeldAs.LETTER),
            (lambda: Challenge.objects.filter(answered_on=None), "audit__moderator", HeldAs.CHALLENGE),
        ),
    ),
    HoldingKind(Holding.EXEMPTIONS, ((Exemption.objects.pending, "asked_by", HeldAs.EXEMPTION),)),
    # Who made one may know its key.
    HoldingKind(Holding.TOKENS, ((lambda: FeedToken.objects.open_on(today()), "made_by", HeldAs.TOKEN),)),
    HoldingKind(Holding.VIEWS, ((lambda: SavedView.objects.filter(is_shared=True), "person", HeldAs.VIEW),)),
)
ASKED = tuple(kind for kind in KINDS if kind.is_asked)
# What is still theirs after they have left.
STANDING = tuple(kind for kind in KINDS if kind.is_asked or kind.stays)


def count_of(person: Person) -> int:
    """How much of it asks for an answer, or moves, when they leave."""
    return sum(len(kind.of(person)) for kind in KINDS)


def version_token(person: Person) -> str:
    """Of all that they hold: another where anything came or went."""
    lines = [f"{kind.key}:{held.held_as}:{held.row.pk}" for kind in KINDS for held in kind.of(person)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def takers_of(kind: HoldingKind, person: Person) -> QuerySet[Person]:
    """People who can be asked: each works here, can sign in, is not on the Board, and of another agency only for what is of agencies."""
    outside = {Role.BOARD_MEMBER, Role.PARTNER} - {*kind.takers}
    people = Person.objects.notifiable().exclude(pk=person.pk).exclude(role_rows__role__in=outside)
    return people.with_role(*kind.takers) if kind.takers else people


def people_who_left_something() -> QuerySet[Person]:
    """People who have left and still hold something."""
    first, *others = (rows for kind in STANDING for rows in kind.holders())
    return Person.objects.filter(pk__in=first.union(*others), is_active=False).order_by("name__folded")
