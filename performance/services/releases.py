"""Letting the Board read a month, and taking it back."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import first_of, month_code, month_name
from foundation.notices.services import notify
from performance.models import MonthRelease
from performance.permissions import can_release

DENIED_BECAUSE = "Only a performance analyst or a QA lead can release a month to the Board."


@transaction.atomic
def release_months(*, actor: Person, months: Iterable[datetime.date], why: str = "") -> list[MonthRelease]:
    """Let the Board read these months from now on; those that it reads already stay as they are. `why` names the report that shows them.

    Its members are notified once, of the latest.
    """
    require(can_release, actor, why=DENIED_BECAUSE)
    return _release(actor, months, why)


@transaction.atomic
def release_shown(*, actor: Person, months: Iterable[datetime.date], report: str) -> list[MonthRelease]:
    """The months that an approved report shows: the person who approves it releases them with it."""
    return _release(actor, months, report)


def _release(actor: Person, months: Iterable[datetime.date], why: str) -> list[MonthRelease]:
    released = []
    for month in sorted({first_of(month) for month in months}):
        given = {"released_by": actor, "released_on": today()}
        release, is_new = MonthRelease.objects.get_or_create(month=month, defaults=given)
        if is_new:
            record(actor=actor, verb="month.released", target=release, month=month_code(month), why=why)
            released.append(release)
    if released and not why:
        _tell_the_board(released[-1].month)
    return released


def _tell_the_board(month: datetime.date) -> None:
    for member in Person.objects.active().filter(role_rows__role=Role.BOARD_MEMBER):
        notify(
            person=member,
            key=f"month-released:{month_code(month)}",
            subject=f"The figures of {month_name(month)} can be read",
            words=f"The figures of {month_name(month)} have been released to the Improvement Board.",
            path=f"{reverse('performance:scorecard')}?month={month_code(month)}",
        )


@transaction.atomic
def take_back_month(*, actor: Person, month: datetime.date) -> None:
    """The Board does not read the month any more, until it is released again. What an approved report shows stays in the report."""
    require(can_release, actor, why=DENIED_BECAUSE)
    release = MonthRelease.objects.select_for_update().filter(month=first_of(month)).first()
    if release is None:
        raise ValidationError(f"{month_name(first_of(month))} is not released to the Board, so there is nothing to take back.")
    record(actor=actor, verb="month.taken_back", target=release, month=month_code(release.month), released_on=str(release.released_on))
    release.delete()
