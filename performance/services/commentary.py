"""What people say of a month's figures: asking for a comment, writing it, setting the status."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, locked
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import first_of, month_code, month_name
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import Lines, normalised_text
from foundation.guard.services import check_for_identities
from foundation.notices.services import notify
from performance.calculations import comment_lines
from performance.enums import Status
from performance.models import Commentary, Import, Indicator
from performance.permissions import can_ask_for_comments, can_comment, can_publish

from .written import run_written_hooks

_PUBLISHED = ("published_comment", "published_action", "published_by", "published_on")
_WITHDRAWN = ("withdrawn_by", "withdrawn_on")


def lines_of(status: Status | int | None, comment: str, action: str) -> Lines:
    """What is said of a month, as lines."""
    return comment_lines(str(Status(status).label) if status else "", comment, action)


def _locked(indicator: Indicator, month: datetime.date) -> Commentary:
    """The row of an indicator's month, locked; a new, unsaved one where there is none."""
    held = Commentary.objects.select_for_update().filter(indicator=indicator, month=first_of(month)).first()
    return held or Commentary(indicator=indicator, month=first_of(month))


@transaction.atomic
def ask_for_comment(*, actor: Person, indicator: Indicator, month: datetime.date, person: Person, due: datetime.date) -> Commentary:
    """Ask `person` for a comment by `due`. People who are away until then, or have left, are not asked."""
    require(can_ask_for_comments, actor, why="Only a performance analyst or a QA lead can ask for comments.")
    if due < today():
        raise ValidationError({"due": "The date must be today or later."})
    if not person.is_active:
        raise ValidationError({"person": f"{person} no longer works here. Choose somebody else."})
    until = person.away_until(today())
    if until and until >= due:
        raise ValidationError({"person": f"{person} is away until after that date. Choose somebody else or a later date."})
    commentary = _locked(indicator, month)
    if (commentary.asked_of_id, commentary.due) == (person.pk, due):
        return commentary
    commentary.asked_of, commentary.due = person, due
    commentary.save()
    record(
        actor=actor, verb="commentary.asked", target=commentary, indicator=indicator.slug, month=month_code(month), person=person, due=due
    )
    return commentary


@transaction.atomic
def write_comment(
    *,
    actor: Person,
    indicator: Indicator,
    month: datetime.date,
    status: Status | int | None,
    comment: str,
    action: str,
    seen: str | None = None,
    halfway: bool = False,
    batch: Import | None = None,
    kept: str = "",
) -> Commentary:
    """Write the comment and action on a month's figure and set its status; each in the name of the person who changed it.

    `halfway` keeps the words while they are written and hands nothing in. `seen` is the token of what the writer began from:
    EditConflict where other words are stored by now. A save that brings what is stored already is no conflict.
    `batch` is the import that brings the words: they wait as a draft, as half-written ones do, for a person to look at them.
    `kept` is the reason why words that look like an identity may stand; without one they are not handed in.
    """
    commentary = _locked(indicator, month)
    require(
        can_comment, actor, commentary, why="Only the person who was asked, the commentary’s owner, an analyst or a QA lead can write this."
    )
    change = _change_of(commentary, status, (normalised_text(comment), normalised_text(action)), halfway)
    theirs = lines_of(commentary.status, commentary.comment, commentary.action)
    mine = lines_of(status, *change.words)
    require_unchanged(what="comment", actor=actor, seen=seen, theirs=theirs, mine=mine, writes=Entry.objects.of(commentary).order_by("-pk"))
    looked = check_for_identities({} if halfway or batch else _words(*change.words), kept=kept, target=commentary, of=commentary.month)
    facts = {"indicator": indicator.slug, "month": month_code(month), **before_batch(batch, commentary.written_by, commentary.written_on)}
    if change.is_any:
        if change.of_status:
            commentary.status, commentary.status_by, commentary.status_on = status, actor, today()
        _put(change.words, commentary, actor, change.hands_in)
        commentary.save()
        run_written_hooks(actor=actor, commentary=commentary)
    looked.keep(actor, commentary)
    _record_change(actor, commentary, change, halfway, facts)
    return commentary


@dataclass(frozen=True)
class _Change:
    """What one save would change; `hands_in` where it gives the words, new or saved before, to the people who publish them."""

    words: tuple[str, str]
    words_before: tuple[str, str]
    status: Status | int | None
    status_before: Status | int | None
    hands_in: bool

    @property
    def of_words(self) -> bool:
        return self.words != self.words_before

    @property
    def of_status(self) -> bool:
        return self.status != self.status_before

    @property
    def is_any(self) -> bool:
        return self.of_words or self.of_status or self.hands_in


def _change_of(commentary: Commentary, status: Status | int | None, words: tuple[str, str], halfway: bool) -> _Change:
    before = commentary.comment, commentary.action
    hands_in = bool(words[0]) and not halfway and (words != before or commentary.written_on is None)
    return _Change(words, before, status, commentary.status, hands_in)


def _record_change(actor: Person, commentary: Commentary, change: _Change, halfway: bool, facts: dict[str, Any]) -> None:
    if change.of_words or change.hands_in:
        # Several people may write here: what one wrote over can be found again.
        verb = "commentary.saved" if halfway else "commentary.written"
        record(actor=actor, verb=verb, target=commentary, before=list(change.words_before), after=list(change.words), **facts)
    if change.of_status:
        record(actor=actor, verb="commentary.status_set", target=commentary, before=change.status_before, after=change.status, **facts)


def _put(words: tuple[str, str], commentary: Commentary, actor: Person, hands_in: bool) -> None:
    """The words with the name of the person who hands them in, and the day; without a comment nothing is handed in."""
    if words != (commentary.comment, commentary.action):
        commentary.withdrawn_by = commentary.withdrawn_on = None
    commentary.comment, commentary.action = words
    if hands_in:
        commentary.written_by, commentary.written_on = actor, today()
    elif not words[0]:
        commentary.written_by = commentary.written_on = None


def _words(comment: str, action: str) -> dict[str, str]:
    return {"comment": comment, "action": action}


def before_batch(batch: Import | None, by: Person | None, on: datetime.date | None) -> dict[str, Any]:
    """What the trail keeps of words that an import brings, so that they can be taken back: by whom and when the earlier ones were."""
    return {"batch": batch.pk, "before_by": by.pk if by else None, "before_on": on.isoformat() if on else ""} if batch else {}


@transaction.atomic
def publish_comments(*, actor: Person, commentaries: Iterable[Commentary], kept: str = "") -> list[Commentary]:
    """Let the Board and the report read these words as they stand now; those that they read already stay as they are.

    Raises Identified where one looks as if it said who somebody is: then none is published. `kept` says why the words may stand.
    """
    require(can_publish, actor, why="Only a performance analyst or a QA lead can publish comments.")
    published = [each for each in _to_publish(commentaries) if each.has_draft]
    for each in published:
        check_for_identities(_words(each.comment, each.action), kept=kept, target=each, of=each.month).keep(actor, each)
        each.published_comment, each.published_action = each.comment, each.action
        each.published_by, each.published_on = actor, today()
        each.withdrawn_by = each.withdrawn_on = None
        each.save(update_fields=[*_PUBLISHED, *_WITHDRAWN])
        record(
            actor=actor,
            verb="commentary.published",
            target=each,
            indicator=each.indicator.slug,
            month=month_code(each.month),
            comment=each.comment,
            action=each.action,
        )
    return published


def _to_publish(commentaries: Iterable[Commentary]) -> list[Commentary]:
    """Locked, with their indicators."""
    return all_locked(Commentary.objects.select_related("indicator").filter(pk__in=[each.pk for each in commentaries]).order_by("pk"))


@transaction.atomic
def withdraw_comment(*, actor: Person, commentary: Commentary) -> Commentary:
    """The Board and the report no longer read what was published; the words stay here as a draft, to be changed or published again.

    The people who wrote it, were asked for it or comment on the indicator are notified.
    """
    require(can_publish, actor, why="Only a performance analyst or a QA lead can withdraw a comment.")
    (commentary,) = _to_publish([commentary])
    if not commentary.is_published:
        raise ValidationError("Nothing of this comment is published, so there is nothing to withdraw.")
    read = {"comment": commentary.published_comment, "action": commentary.published_action}
    commentary.published_comment = commentary.published_action = ""
    commentary.published_by = commentary.published_on = None
    commentary.withdrawn_by, commentary.withdrawn_on = actor, today()
    commentary.save(update_fields=[*_PUBLISHED, *_WITHDRAWN])
    entry = record(
        actor=actor,
        verb="commentary.withdrawn",
        target=commentary,
        indicator=commentary.indicator.slug,
        month=month_code(commentary.month),
        **read,
    )
    told = {commentary.written_by, commentary.asked_of, commentary.indicator.owner}
    for person in (each for each in told if each is not None and each != actor):
        notify(
            person=person,
            key=f"comment-withdrawn:{entry.pk}",
            subject=f"Your comment on {commentary.indicator.measure}, {month_name(commentary.month)}, was withdrawn",
            words="The Board does not read it any more. Open it to see what was published, and change it.",
            path=reverse("performance:comment", args=[commentary.indicator.slug, month_code(commentary.month)]),
        )
    return commentary


@transaction.atomic
def ask_owners(
    *, actor: Person, indicators: Iterable[Indicator], month: datetime.date, due: datetime.date
) -> tuple[list[Commentary], list[str]]:
    """Ask the owner of each indicator for a comment by `due`. Gives what was asked, and sentences on the people who could not be asked."""
    require(can_ask_for_comments, actor, why="Only a performance analyst or a QA lead can ask for comments.")
    if due < today():
        raise ValidationError({"due": "The date must be today or later."})
    asked, left_out = [], []
    for indicator in indicators:
        if indicator.owner is None:
            left_out.append(f"{indicator}: nobody comments on it yet. Ask a person on its own page.")
            continue
        try:
            asked.append(ask_for_comment(actor=actor, indicator=indicator, month=month, person=indicator.owner, due=due))
        except ValidationError as refused:
            left_out.append(f"{indicator}: {' '.join(refused.messages)}")
    return asked, left_out


@transaction.atomic
def set_owner(*, actor: Person, indicator: Indicator, owner: Person | None) -> Indicator:
    """Choose who comments on an indicator month by month."""
    require(can_ask_for_comments, actor, why="Only a performance analyst or a QA lead can choose who comments.")
    indicator = locked(Indicator.objects.select_related("owner"), pk=indicator.pk)
    if indicator.owner != owner:
        before, indicator.owner = indicator.owner, owner
        indicator.save(update_fields=["owner"])
        record(actor=actor, verb="indicator.changed", target=indicator, owner_before=before, owner=owner)
    return indicator
