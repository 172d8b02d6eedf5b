"""What one person's digest says: their work by topic, and what has happened. Nothing here names a child or quotes what was typed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from actions.models import ActionRules
from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkKind
from foundation.council.working_days import add_working_days, due_in_words
from foundation.documents.formats import uk_date
from foundation.notices.enums import Topic
from foundation.notices.letters import Letter, full_address, write
from foundation.notices.models import Notice, Preference

from .work import work_for

KINDS = {WorkKind.VERIFY: Topic.TO_VERIFY, WorkKind.COMMENT: Topic.COMMENTS}


@dataclass(frozen=True)
class DigestLine:
    text: str
    link: str
    note: str = ""


@dataclass(frozen=True)
class DigestSection:
    """One topic. `others` counts what a mail may not name: it is on My work."""

    topic: Topic
    lines: tuple[DigestLine, ...]
    others: int = 0

    @property
    def count(self) -> int:
        return len(self.lines) + self.others


def parts_of(person: Person, items: Iterable[WorkItem], notices: Sequence[Notice], on: datetime.date) -> list[DigestSection]:
    """The topics that hold something and that the person wants, in the digest's order."""
    by_topic: dict[Topic, list[WorkItem]] = {topic: [] for topic in Topic}
    soon = add_working_days(on, ActionRules.current().due_soon_days)
    for item in sorted(items, key=lambda item: (item.due is None, item.due or on, item.what)):
        topic = topic_of(item, on, soon)
        if topic:
            by_topic[topic].append(item)
    parts = [_part(topic, found, on) for topic, found in by_topic.items()]
    parts.append(
        DigestSection(Topic.NEWS, tuple(DigestLine(notice.subject, full_address(notice.path), notice.words) for notice in notices))
    )
    wanted = Preference.of(person)
    return [part for part in parts if part.count and wanted.wants(part.topic)]


def topic_of(item: WorkItem, on: datetime.date, soon: datetime.date) -> Topic | None:
    """None for what others must do first and for what has time."""
    if item.waiting:
        return None
    if item.kind in KINDS:
        return KINDS[item.kind]
    if item.due is None or item.due > soon:
        return None
    return Topic.OVERDUE if item.due < on else Topic.DUE_SOON


def _part(topic: Topic, items: list[WorkItem], on: datetime.date) -> DigestSection:
    named = [item for item in items if item.email_text]
    lines = tuple(DigestLine(item.email_text, full_address(item.url), _due(item.due, on)) for item in named)
    return DigestSection(topic, lines, len(items) - len(named))


def _due(due: datetime.date | None, on: datetime.date) -> str:
    if due is None:
        return ""
    words = due_in_words(due, on)
    return words if words.endswith("late") else f"due {words}"


def digest_letter(person: Person, notices: Sequence[Notice], on: datetime.date) -> Letter | None:
    """None where there is nothing to notify, or nothing that the person wants by mail."""
    parts = parts_of(person, work_for(person, on), notices, on)
    return letter_to(person, parts, on) if parts else None


def letter_to(person: Person, parts: Sequence[DigestSection], on: datetime.date) -> Letter:
    return write(
        "digest", f"{uk_date(on)}: {_summary(parts)}", person=person, parts=parts, summary=_summary(parts).capitalize(),
        work=full_address(reverse("desk:my-work")), preferences=full_address(reverse("notices:my-mail")),
    )  # fmt: skip


def _summary(parts: Sequence[DigestSection]) -> str:
    """“3 overdue, 1 due soon”, as the subject says it."""
    words = {
        Topic.OVERDUE: "{} overdue",
        Topic.DUE_SOON: "{} due soon",
        Topic.TO_VERIFY: "{} to verify",
        Topic.COMMENTS: "{} to comment on",
        Topic.NEWS: "{} new",
    }
    return ", ".join(words[part.topic].format(part.count) for part in parts)
