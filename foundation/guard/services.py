"""The guard on words that others read: asked by every service that stores or publishes such words."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models

from foundation.accounts.models import Person
from foundation.activity.trail import record

from .enums import WarningKind
from .free_text import Find, find_token
from .models import DismissedWarning
from .queries import dismissed_at, found_in, sure_of, without_colleagues


class Audience(Enum):
    """Who reads the words. Nothing that surely identifies a child reaches the Board; colleagues may name one another.

    Words that come from outside, or go there, are looked at for colleagues’ names too: who works here is not told by what is asked about.
    """

    BOARD = "Board members read this"
    STAFF = "others read this"
    COUNCIL = "people of the council read this"


class Identified(ValidationError):
    """Words look as if they said who somebody is. `may_stay`: a reason would let them stand."""

    def __init__(self, problems: dict[str, list[str]], *, may_stay: bool):
        self.may_stay = may_stay
        super().__init__(problems)


@dataclass(frozen=True)
class IdentityCheck:
    """What the guard found and the writer keeps, to be put in the trail of what holds the words."""

    finds: list[Find] = field(default_factory=list)
    why: str = ""

    def keep(self, actor: Person, target: models.Model) -> None:
        if self.finds:
            marks = [find_token(find) for find in self.finds]
            dismiss_warnings(actor=actor, target=target, kind=WarningKind.IDENTITY, marks=marks)
            record(actor=actor, verb="words.kept", target=target, marks=marks, why=self.why)


def dismiss_warnings(*, actor: Person, target: models.Model, kind: WarningKind, marks: Iterable[str]) -> list[str]:
    """Note that `actor` has looked at these warnings; returns the marks of those that nobody had dismissed there before.

    Its caller has asked for permission and writes the trail: what dismissing means is theirs to say.
    """
    new = sorted(set(marks) - dismissed_at(target, kind))
    model = ContentType.objects.get_for_model(target)
    rows = [DismissedWarning(target_type=model, target_id=str(target.pk), kind=kind, mark=mark, dismissed_by=actor) for mark in new]
    DismissedWarning.objects.bulk_create(rows, ignore_conflicts=True)
    return new


def check_for_identities(
    words: Mapping[str, str],
    *,
    audience: Audience = Audience.BOARD,
    kept: str = "",
    target: models.Model | None = None,
    of: datetime.date | None = None,
) -> IdentityCheck:
    """Raise Identified, by the name of each text, where one looks as if it said who somebody is.

    `kept` is the writer’s reason why the words may stand; what was kept at `target` before is not asked about again. No reason
    lets through what surely identifies a child where the Board reads it. `of` is the day of which the words speak, today where none
    is given: a date of about that day is nobody's birthday.
    """
    done = dismissed_at(target)
    sure: dict[str, list[Find]] = {}
    asked: dict[str, list[Find]] = {}
    for name, finds in found_in(words, of=of).items():
        sure[name] = sure_of(finds, of=of) if audience is Audience.BOARD else []
        left = without_colleagues(finds) if audience is Audience.STAFF else finds
        asked[name] = _not_settled(left, sure[name], done)
    reason = kept.strip()
    if any(sure.values()) or (any(asked.values()) and not reason):
        raise _identified(sure, {} if reason else asked, audience)
    return IdentityCheck([find for finds in asked.values() for find in finds], reason)


def _not_settled(finds: Iterable[Find], sure: list[Find], done: Collection[str]) -> list[Find]:
    """What may still be asked about: neither sure nor kept before."""
    return [find for find in finds if find not in sure and find_token(find) not in done]


def _identified(sure: dict[str, list[Find]], asked: dict[str, list[Find]], audience: Audience) -> Identified:
    problems: dict[str, list[str]] = {}
    for name in sure:
        problems[name] = [f"“{find.text}” is {find.kind}, and {audience.value}. Take it out." for find in sure[name]]
        problems[name] += [
            f"“{find.text}” looks like {find.kind}, and {audience.value}. Take it out, or say below why it may stand."
            for find in asked.get(name, [])
        ]
    return Identified(
        {name: said for name, said in problems.items() if said}, may_stay=bool(any(asked.values())) and not any(sure.values())
    )
